using System.Net;
using Holdfast.Data.Configurations;
using Holdfast.Data.Sessions;
using Holdfast.Data.Tests.Configurations;
using Holdfast.Data.Users;
using Holdfast.Model.Profiles;

namespace Holdfast.Data.Tests.Sessions;

public abstract class SessionStoreTests(DatabaseKind kind) : SessionFixture(kind)
{
    [Fact]
    public async Task SettleAsync_NodeKnowsSomeOfThem_OthersEndAndThoseItKnowsGoOn()
    {
        var kept = await StartAsync((await ConfigureAsync(slot: 1)).Id, Now);
        var gone = await StartAsync((await ConfigureAsync(slot: 2)).Id, Now);
        var again = await StartAsync((await ConfigureAsync(slot: 3)).Id, Now);
        await EndAsync(again, 5, 5, Now.AddSeconds(5));
        await CountAsync(gone, 1, 1, Now.AddSeconds(9));

        var changed = await WriteAsync(unit =>
            Sessions.SettleAsync(unit, NodeId, [kept, again, Guid.CreateVersion7()])
        );

        Assert.Equal(2, changed);
        Assert.Null((await FindAsync(kept))!.EndedAt);
        Assert.Equal(Now.AddSeconds(9), (await FindAsync(gone))!.EndedAt);
        Assert.Null((await FindAsync(again))!.EndedAt);
    }

    [Fact]
    public async Task SettleAsync_SessionsOfAnotherNode_AreNotTouched()
    {
        var (live, over) = (
            await StartAsync((await ConfigureAsync(slot: 1)).Id, Now),
            await StartAsync((await ConfigureAsync(slot: 2)).Id, Now)
        );
        await EndAsync(over, 5, 5, Now.AddSeconds(5));

        Assert.Equal(0, await WriteAsync(unit => Sessions.SettleAsync(unit, "n2", [over])));
        Assert.Equal(0, await WriteAsync(unit => Sessions.EndAllAsync(unit, "n2")));

        Assert.Null((await FindAsync(live))!.EndedAt);
        Assert.NotNull((await FindAsync(over))!.EndedAt);
    }

    [Fact]
    public async Task EndAsync_EarlierThanTheStart_EndsAtTheStart()
    {
        var id = await StartAsync((await ConfigureAsync()).Id, Now);

        await EndAsync(id, 1, 1, Now.AddYears(-1));

        Assert.Equal(Now, (await FindAsync(id))!.EndedAt);
    }

    [Fact]
    public async Task CountAsync_LateAndTwice_CountersNeverShrink()
    {
        var id = await StartAsync((await ConfigureAsync()).Id, Now);

        Assert.True(await CountAsync(id, 100, 50, Now.AddSeconds(20)));
        Assert.True(await CountAsync(id, 90, 60, Now.AddSeconds(10)));
        Assert.True(await CountAsync(id, 90, 60, Now.AddSeconds(10)));

        var session = await FindAsync(id);
        Assert.Equal((100L, 60L, Now.AddSeconds(20)), (session!.Received, session.Sent, session.LastSeenAt));
    }

    [Fact]
    public async Task CountAllAsync_ManyAndSomeTwice_EachGetsItsLargest()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 250; i++)
        {
            ids.Add(await StartAsync((await ConfigureAsync(slot: i)).Id, Now));
        }

        var counts = ids.SelectMany(
            (id, i) =>
                new SessionCount[] { new(id, 1000 + i, 2, Now.AddSeconds(9)), new(id, 7, 2000 + i, Now.AddSeconds(3)) }
        );
        var changed = await WriteAsync(unit =>
            Sessions.CountAllAsync(unit, NodeId, counts.Append(new(Guid.CreateVersion7(), 1, 1, Now)))
        );

        Assert.Equal(250, changed);
        var session = await FindAsync(ids[240]);
        Assert.Equal((1240L, 2240L, Now.AddSeconds(9)), (session!.Received, session.Sent, session.LastSeenAt));
        Assert.Equal(0, await WriteAsync(unit => Sessions.CountAllAsync(unit, NodeId, [])));
    }

    [Fact]
    public async Task CountAsync_UnknownOrOtherNode_ReturnsFalse()
    {
        var id = await StartAsync((await ConfigureAsync()).Id, Now);

        Assert.False(await CountAsync(Guid.CreateVersion7(), 1, 1, Now));
        Assert.Equal(
            0,
            await WriteAsync(unit => Sessions.CountAllAsync(unit, "n2", [new SessionCount(id, 1, 1, Now)]))
        );
    }

    [Fact]
    public async Task EndAsync_Twice_KeepsTheFirstEndAndTheLargestCounts()
    {
        var id = await StartAsync((await ConfigureAsync()).Id, Now);

        Assert.True(await EndAsync(id, 10, 20, Now.AddSeconds(5), "gone"));
        Assert.False(await EndAsync(id, 30, 15, Now.AddSeconds(9), "later"));

        var session = await FindAsync(id);
        Assert.Equal((Now.AddSeconds(5), "gone"), (session!.EndedAt, session.EndReason));
        Assert.Equal((30L, 20L), (session.Received, session.Sent));
    }

    [Fact]
    public async Task ListLiveAsync_Pages_GoThroughAllNewestFirst()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await StartAsync((await ConfigureAsync(slot: i)).Id, Now.AddSeconds(i / 2)));
        }

        await EndAsync(ids[3], 0, 0, Now.AddSeconds(9));
        var first = await ReadAsync(unit => Sessions.ListLiveAsync(unit, SessionFilter.All, before: null, limit: 2));
        var mark = new SessionMark(first[^1].StartedAt, first[^1].Id);
        var second = await ReadAsync(unit => Sessions.ListLiveAsync(unit, SessionFilter.All, mark, limit: 9));

        var sameMoment = new[] { ids[0], ids[1] }.OrderDescending();
        Assert.Equal([ids[4], ids[2], .. sameMoment], first.Concat(second).Select(s => s.Id));
        Assert.Equal(4, await ReadAsync(unit => Sessions.CountLiveAsync(unit, SessionFilter.All)));
    }

    [Theory]
    [InlineData("nn", null, null, 1)]
    [InlineData("anna", ProfileId, NodeId, 1)]
    [InlineData("", null, NodeId, 1)]
    [InlineData("a%a", null, null, 0)]
    [InlineData("a_na", null, null, 0)]
    [InlineData("anna", "elsewhere", null, 0)]
    [InlineData("anna", null, "n2", 0)]
    public async Task ListLiveAsync_Filtered_OnlyWhatMatchesAll(string user, string? profile, string? node, int found)
    {
        await StartAsync((await ConfigureAsync()).Id, Now);
        var filter = new SessionFilter
        {
            User = user,
            ProfileId = profile,
            NodeId = node,
        };

        var live = await ReadAsync(unit => Sessions.ListLiveAsync(unit, filter, before: null, limit: 9));

        Assert.Equal(found, live.Count);
        Assert.Equal(found, await ReadAsync(unit => Sessions.CountLiveAsync(unit, filter)));
    }

    [Fact]
    public async Task ListOfUserAsync_LiveAndPast_NewestFirst()
    {
        var configuration = await ConfigureAsync();
        var past = await StartAsync(configuration.Id, Now);
        await EndAsync(past, 0, 0, Now.AddSeconds(1));
        var live = await StartAsync(configuration.Id, Now.AddSeconds(2));

        var list = await ReadAsync(unit =>
            Sessions.ListOfUserAsync(unit, configuration.UserId!.Value, before: null, limit: 9)
        );

        Assert.Equal([live, past], list.Select(s => s.Id));
        Assert.Empty(
            await ReadAsync(unit => Sessions.ListOfUserAsync(unit, Guid.CreateVersion7(), before: null, limit: 9))
        );
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    [InlineData(60, 1)]
    [InlineData(61, 0)]
    public async Task HistoryByAddressAsync_AtATime_FindsWhoHadIt(int seconds, int found)
    {
        var configuration = await ConfigureAsync();
        var id = await StartAsync(configuration.Id, Now);
        await EndAsync(id, 0, 0, Now.AddSeconds(60));
        await RemoveAsync(configuration, Now.AddHours(1));

        foreach (var address in (IPAddress[])[Four, Six])
        {
            var uses = await ReadAsync(unit => Sessions.HistoryByAddressAsync(unit, address, Now.AddSeconds(seconds)));
            Assert.Equal(found, uses.Count);
            Assert.All(uses, use => Assert.Equal((id, "anna"), (use.Session.Id, use.Session.UserName)));
            Assert.All(
                uses,
                use => Assert.Equal((Now, Now.AddHours(1)), (use.ReservedFrom!.Value, use.ReservedUntil!.Value))
            );
        }
    }

    [Fact]
    public async Task HistoryByAddressAsync_StillLive_IsFound()
    {
        var id = await StartAsync((await ConfigureAsync()).Id, Now);

        var uses = await ReadAsync(unit => Sessions.HistoryByAddressAsync(unit, Six, Now.AddDays(9)));

        Assert.Equal(id, Assert.Single(uses).Session.Id);
        Assert.Empty(await ReadAsync(unit => Sessions.HistoryByAddressAsync(unit, IPAddress.Parse("10.61.0.8"), Now)));
    }

    [Fact]
    public async Task PurgeAsync_EndedLongAgo_LeavesLive()
    {
        var configuration = await ConfigureAsync();
        var past = await StartAsync(configuration.Id, Now);
        await StartAsync(configuration.Id, Now);
        await EndAsync(past, 0, 0, Now);

        Assert.Equal(0, await WriteAsync(unit => Sessions.PurgeAsync(unit, Now, most: 9)));
        Assert.Equal(1, await WriteAsync(unit => Sessions.PurgeAsync(unit, Now.AddSeconds(1), most: 9)));
        Assert.Equal(1, await ReadAsync(unit => Sessions.CountLiveAsync(unit, SessionFilter.All)));
    }
}

public sealed class SessionStoreSqliteTests() : SessionStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class SessionStorePostgresTests() : SessionStoreTests(DatabaseKind.Postgres);
