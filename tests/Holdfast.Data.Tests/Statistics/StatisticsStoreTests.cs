using Holdfast.Data.Statistics;
using Holdfast.Data.Tests.Sessions;

namespace Holdfast.Data.Tests.Statistics;

public abstract class StatisticsStoreTests(DatabaseKind kind) : SessionFixture(kind)
{
    private static readonly DateOnly Day = DayNumber.DayOf(Now);

    private StatisticsStore Statistics => Stores.Statistics;

    [Fact]
    public async Task UncountedAsync_GrownAndEnded_AreFoundOnceEach()
    {
        var live = await StartAsync((await ConfigureAsync(slot: 1)).Id, Now);
        var ended = await StartAsync((await ConfigureAsync(slot: 2)).Id, Now);
        await StartAsync((await ConfigureAsync(slot: 3)).Id, Now);
        await CountAsync(live, 10, 20, Now.AddSeconds(5));
        await EndAsync(ended, 0, 0, Now.AddSeconds(6));

        var found = await CountAllAsync();
        Assert.Equal([ended, live], found.Select(session => session.Id));
        Assert.Equal((10L, 20L), (found[1].NewReceived, found[1].NewSent));
        Assert.Empty(await CountAllAsync());

        await CountAsync(live, 15, 20, Now.AddSeconds(8));
        await EndAsync(live, 16, 30, Now.AddSeconds(9));
        var again = Assert.Single(await CountAllAsync());
        Assert.Equal((6L, 10L, Now.AddSeconds(9)), (again.NewReceived, again.NewSent, again.EndedAt));
        Assert.Empty(await CountAllAsync());
    }

    [Fact]
    public async Task UncountedAsync_ReopenedAfterItsEnd_IsCountedAgainWithWhatIsNew()
    {
        var id = await StartAsync((await ConfigureAsync()).Id, Now);
        await EndAsync(id, 5, 5, Now.AddSeconds(5));
        await CountAllAsync();
        await WriteAsync(unit => Sessions.SettleAsync(unit, NodeId, [id]));
        await EndAsync(id, 9, 5, Now.AddSeconds(20));

        var found = Assert.Single(await CountAllAsync());
        Assert.Equal((4L, 0L), (found.NewReceived, found.NewSent));
    }

    [Fact]
    public async Task UncountedAsync_MoreThanTheLimit_ComeInTurns()
    {
        for (var i = 0; i < 7; i++)
        {
            await EndAsync(await StartAsync((await ConfigureAsync(slot: i)).Id, Now), i, i, Now.AddSeconds(i));
        }

        Assert.Equal(5, (await CountAllAsync(limit: 5)).Count);
        Assert.Equal(2, (await CountAllAsync(limit: 5)).Count);
        Assert.Empty(await CountAllAsync(limit: 5));
    }

    [Fact]
    public async Task AddTrafficAsync_Twice_IsTheSum_AndFiltersFind()
    {
        DailyTraffic[] some =
        [
            new(Day, "a", "n1", 1, 2),
            new(Day, "b", "n1", 10, 20),
            new(Day.AddDays(1), "a", "n2", 5, 5),
        ];
        await WriteAsync(unit => Statistics.AddTrafficAsync(unit, some));
        await WriteAsync(unit => Statistics.AddTrafficAsync(unit, some));

        Assert.Equal(
            [
                new DailyTraffic(Day, "a", "n1", 2, 4),
                new(Day, "b", "n1", 20, 40),
                new(Day.AddDays(1), "a", "n2", 10, 10),
            ],
            await TrafficAsync(new(Day, Day.AddDays(1)))
        );
        Assert.Equal(["n1"], (await TrafficAsync(new(Day, Day, "a"))).Select(one => one.NodeId));
        Assert.Equal(["a"], (await TrafficAsync(new(Day, Day.AddDays(9), NodeId: "n2"))).Select(one => one.ProfileId));
        Assert.Empty(await TrafficAsync(new(Day.AddDays(-9), Day.AddDays(-1))));
    }

    [Fact]
    public async Task SettleAsync_MarkedMeanwhile_StaysDue()
    {
        await WriteAsync(unit => Statistics.MarkAsync(unit, [Day, Day.AddDays(-1)]));
        var due = await DueAsync();
        Assert.Equal([Day, Day.AddDays(-1)], due.Select(one => one.Day));
        await WriteAsync(unit => Statistics.MarkAsync(unit, [Day]));
        foreach (var one in due)
        {
            await WriteAsync(unit => Statistics.SettleAsync(unit, one, [Use(one.Day, "", "", 3)]));
        }

        var left = Assert.Single(await DueAsync());
        Assert.Equal((Day, 2L), (left.Day, left.Marks));
        await WriteAsync(unit => Statistics.SettleAsync(unit, left, [Use(Day, "", "", 4), Use(Day, "a", "", 4)]));
        Assert.Empty(await DueAsync());

        var range = new StatisticsFilter(Day.AddDays(-1), Day);
        Assert.Equal([3L, 4L], (await ReadAsync(unit => Statistics.UseAsync(unit, range))).Select(use => use.People));
        Assert.Equal(
            ["a"],
            (await ReadAsync(unit => Statistics.UseOfProfilesAsync(unit, range))).Select(u => u.ProfileId)
        );
        Assert.Empty(await ReadAsync(unit => Statistics.UseOfNodesAsync(unit, range)));
        Assert.Equal(Day, await ReadAsync(Statistics.LastDayAsync));

        await WriteAsync(unit => Statistics.PurgeAsync(unit, Day));
        Assert.Equal([Day], (await ReadAsync(unit => Statistics.UseAsync(unit, range))).Select(use => use.Day));
    }

    [Fact]
    public async Task SpansAsync_SessionsAroundMidnight_AreThoseThatTouchTheDay()
    {
        var (begin, end) = (DayNumber.Begin(Day), DayNumber.Begin(Day.AddDays(1)));
        await SessionAsync(1, begin.AddHours(-3), begin.AddMinutes(-1));
        var over = await SessionAsync(2, begin.AddHours(-3), begin.AddHours(1));
        var whole = await SessionAsync(3, begin.AddDays(-3), end.AddDays(2));
        var live = await SessionAsync(4, end.AddMinutes(-1), null);
        await SessionAsync(5, end, null);

        var spans = await ReadAsync(unit => Statistics.SpansAsync(unit, Day));
        Assert.Equal([.. new[] { over, whole, live }.Order()], spans.Select(span => span.Device).Order());
        Assert.All(spans, span => Assert.Equal("anna", span.Person));
    }

    private async Task<Guid> SessionAsync(int slot, DateTimeOffset from, DateTimeOffset? until)
    {
        var configuration = (await ConfigureAsync(slot)).Id;
        var id = await StartAsync(configuration, from);
        if (until is { } ended)
        {
            await EndAsync(id, 1, 1, ended);
        }

        return configuration;
    }

    private static DailyUse Use(DateOnly day, string profile, string node, long people) =>
        new(day, profile, node, people, people, people, people);

    private Task<IReadOnlyList<DailyTraffic>> TrafficAsync(StatisticsFilter filter) =>
        ReadAsync(unit => Statistics.TrafficAsync(unit, filter));

    private Task<IReadOnlyList<DueDay>> DueAsync() => ReadAsync(unit => Statistics.DueAsync(unit, 10));

    private Task<IReadOnlyList<UncountedSession>> CountAllAsync(int limit = 100) =>
        WriteAsync(async unit =>
        {
            var found = await Statistics.UncountedAsync(unit, limit);
            await Statistics.SetCountedAsync(unit, found);
            return found;
        });
}

public sealed class StatisticsStoreSqliteTests() : StatisticsStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class StatisticsStorePostgresTests() : StatisticsStoreTests(DatabaseKind.Postgres);
