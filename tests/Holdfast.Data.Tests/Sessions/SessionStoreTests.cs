using System.Net;
using Holdfast.Data.Configurations;
using Holdfast.Data.Sessions;
using Holdfast.Data.Tests.Configurations;
using Holdfast.Data.Users;
using Holdfast.Model.Profiles;

namespace Holdfast.Data.Tests.Sessions;

public abstract class SessionStoreTests(DatabaseKind kind) : ConfigurationFixture(kind)
{
    private static readonly IPAddress Four = IPAddress.Parse("10.61.0.7");
    private static readonly IPAddress Six = IPAddress.Parse("fd61::7");

    private User? _user;

    private SessionStore Sessions => Stores.Sessions;

    [Fact]
    public async Task StartAsync_KnownConfiguration_TakesUserAndProfileFromIt()
    {
        var configuration = await ConfigureAsync();
        var id = await StartAsync(configuration.Id, Now);

        var expected = new Session
        {
            Id = id,
            ConfigurationId = configuration.Id,
            UserId = configuration.UserId,
            UserName = "anna",
            ProfileId = ProfileId,
            NodeId = NodeId,
            Address4 = Four,
            Address6 = Six,
            ClientEndpoint = "[2001:db8::1]:4500",
            StartedAt = Now,
            LastSeenAt = Now,
        };
        Assert.Equal(expected, await FindAsync(id));
    }

    [Fact]
    public async Task StartAsync_UnknownConfigurationOrOtherNode_ReturnsFalse()
    {
        var configuration = await ConfigureAsync();
        var start = Told(configuration.Id, Now);

        Assert.False(await WriteAsync(unit => Sessions.StartAsync(unit, "n2", start)));
        Assert.False(
            await WriteAsync(unit =>
                Sessions.StartAsync(unit, NodeId, start with { ConfigurationId = Guid.CreateVersion7() })
            )
        );
        Assert.Null(await FindAsync(start.Id));
    }

    [Fact]
    public async Task StartAsync_AgainAfterTheEnd_StaysEnded()
    {
        var configuration = await ConfigureAsync();
        var start = Told(configuration.Id, Now);
        Assert.True(await WriteAsync(unit => Sessions.StartAsync(unit, NodeId, start)));
        await EndAsync(start.Id, 5, 6, Now.AddSeconds(9));

        Assert.False(await WriteAsync(unit => Sessions.StartAsync(unit, NodeId, start)));

        Assert.Equal(Now.AddSeconds(9), (await FindAsync(start.Id))!.EndedAt);
    }

    [Fact]
    public async Task StartAsync_OnAnotherNodeOfTheConfiguration_IsThatNodesSession()
    {
        await AddNodeAsync("n2");
        var here = await ConfigureAsync();
        await WriteAsync(unit =>
            Stores.Placements.PutAllAsync(unit, ProfileId, Protocol.WireGuard, new PlacementRevision("n2", 7))
        );
        var first = await StartAsync(here.Id, Now);
        var there = Told(here.Id, Now);

        Assert.True(await WriteAsync(unit => Sessions.StartAsync(unit, "n2", there)));

        Assert.Equal("n2", (await FindAsync(there.Id))!.NodeId);
        Assert.Null((await FindAsync(first))!.EndedAt);
    }

    [Fact]
    public async Task StartAsync_TheOneBeforeNeverEnded_EndsItWhenItWasLastSeen()
    {
        var configuration = await ConfigureAsync();
        var other = await StartAsync((await ConfigureAsync(slot: 6)).Id, Now);
        var before = await StartAsync(configuration.Id, Now);
        await CountAsync(before, 1, 1, Now.AddSeconds(30));

        var after = await StartAsync(configuration.Id, Now.AddHours(1));

        var session = await FindAsync(before);
        Assert.Equal((Now.AddSeconds(30), SessionStore.Unheard), (session!.EndedAt, session.EndReason));
        Assert.Null((await FindAsync(after))!.EndedAt);
        Assert.Null((await FindAsync(other))!.EndedAt);
    }

    [Theory]
    [InlineData("[2001:db8::1]:4500")]
    [InlineData(null)]
    public async Task StartAllAsync_MoreThanOneStatementTakes_StartsThemAllOnce(string? endpoint)
    {
        var starts = new List<SessionStart>();
        for (var slot = 1; slot <= 130; slot++)
        {
            starts.Add(Told((await ConfigureAsync(slot)).Id, Now) with { ClientEndpoint = endpoint });
        }

        var stranger = Told(Guid.CreateVersion7(), Now);
        Assert.Equal(130, await WriteAsync(unit => Sessions.StartAllAsync(unit, NodeId, [.. starts, stranger])));
        Assert.Equal(0, await WriteAsync(unit => Sessions.StartAllAsync(unit, NodeId, [.. starts, stranger])));

        Assert.Equal(130, await ReadAsync(Sessions.CountLiveAsync));
        Assert.Equal(endpoint, (await FindAsync(starts[^1].Id))!.ClientEndpoint);
        Assert.Null(await FindAsync(stranger.Id));
    }

    [Fact]
    public async Task StartAllAsync_SeveralOfOneConfiguration_OnlyTheLastIsLive()
    {
        var (one, other) = (await ConfigureAsync(slot: 1), await ConfigureAsync(slot: 2));
        SessionStart[] starts =
        [
            Told(one.Id, Now),
            Told(other.Id, Now),
            Told(one.Id, Now.AddSeconds(1)),
            Told(one.Id, Now.AddSeconds(2)),
        ];

        Assert.Equal(4, await WriteAsync(unit => Sessions.StartAllAsync(unit, NodeId, [.. starts, starts[0]])));

        var live = await ReadAsync(unit => Sessions.ListLiveAsync(unit, before: null, limit: 10));
        Assert.Equal([starts[3].Id, starts[1].Id], live.Select(session => session.Id));
    }

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
        var first = await ReadAsync(unit => Sessions.ListLiveAsync(unit, before: null, limit: 2));
        var mark = new SessionMark(first[^1].StartedAt, first[^1].Id);
        var second = await ReadAsync(unit => Sessions.ListLiveAsync(unit, mark, limit: 9));

        var sameMoment = new[] { ids[0], ids[1] }.OrderDescending();
        Assert.Equal([ids[4], ids[2], .. sameMoment], first.Concat(second).Select(s => s.Id));
        Assert.Equal(4, await ReadAsync(Sessions.CountLiveAsync));
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

        Assert.Equal(0, await WriteAsync(unit => Sessions.PurgeAsync(unit, Now)));
        Assert.Equal(1, await WriteAsync(unit => Sessions.PurgeAsync(unit, Now.AddSeconds(1))));
        Assert.Equal(1, await ReadAsync(Sessions.CountLiveAsync));
    }

    private async Task<Holdfast.Data.Configurations.Configuration> ConfigureAsync(int slot = 5)
    {
        _user ??= await AddUserWithNodeAsync();
        return await AddAsync(Configuration(_user, slot));
    }

    private async Task<User> AddUserWithNodeAsync()
    {
        await AddNodeAsync(NodeId);
        return await AddUserAsync("anna");
    }

    private static SessionStart Told(Guid configurationId, DateTimeOffset at) =>
        new(Guid.CreateVersion7(), configurationId, Four, Six, "[2001:db8::1]:4500", at);

    private async Task<Guid> StartAsync(Guid configurationId, DateTimeOffset at)
    {
        var start = Told(configurationId, at);
        Assert.True(await WriteAsync(unit => Sessions.StartAsync(unit, NodeId, start)));
        return start.Id;
    }

    private async Task<bool> CountAsync(Guid id, long received, long sent, DateTimeOffset at) =>
        await WriteAsync(unit => Sessions.CountAllAsync(unit, NodeId, [new SessionCount(id, received, sent, at)])) > 0;

    private Task<bool> EndAsync(Guid id, long received, long sent, DateTimeOffset at, string reason = "end") =>
        WriteAsync(unit => Sessions.EndAsync(unit, NodeId, new SessionCount(id, received, sent, at), reason));

    private Task<Session?> FindAsync(Guid id) => ReadAsync(unit => Sessions.FindAsync(unit, id));
}

public sealed class SessionStoreSqliteTests() : SessionStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class SessionStorePostgresTests() : SessionStoreTests(DatabaseKind.Postgres);
