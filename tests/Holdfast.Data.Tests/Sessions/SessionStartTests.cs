using System.Net;
using Holdfast.Data.Configurations;
using Holdfast.Data.Sessions;
using Holdfast.Data.Tests.Configurations;
using Holdfast.Data.Users;
using Holdfast.Model.Profiles;

namespace Holdfast.Data.Tests.Sessions;

public abstract class SessionStartTests(DatabaseKind kind) : SessionFixture(kind)
{
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

        Assert.False(await WriteAsync(unit => StartsAsync(unit, "n2", start)));
        Assert.False(
            await WriteAsync(unit => StartsAsync(unit, NodeId, start with { ConfigurationId = Guid.CreateVersion7() }))
        );
        Assert.Null(await FindAsync(start.Id));
    }

    [Fact]
    public async Task StartAsync_AgainAfterTheEnd_StaysEnded()
    {
        var configuration = await ConfigureAsync();
        var start = Told(configuration.Id, Now);
        Assert.True(await WriteAsync(unit => StartsAsync(unit, NodeId, start)));
        await EndAsync(start.Id, 5, 6, Now.AddSeconds(9));

        Assert.False(await WriteAsync(unit => StartsAsync(unit, NodeId, start)));

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

        Assert.True(await WriteAsync(unit => StartsAsync(unit, "n2", there)));

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

        Assert.Equal(130, await ReadAsync(unit => Sessions.CountLiveAsync(unit, SessionFilter.All)));
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

        var live = await ReadAsync(unit => Sessions.ListLiveAsync(unit, SessionFilter.All, before: null, limit: 10));
        Assert.Equal([starts[3].Id, starts[1].Id], live.Select(session => session.Id));
    }
}

public sealed class SessionStartSqliteTests() : SessionStartTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class SessionStartPostgresTests() : SessionStartTests(DatabaseKind.Postgres);
