using System.Net;
using Holdfast.Data;
using Holdfast.Data.Configurations;
using Holdfast.Data.Nodes;
using Holdfast.Data.Sessions;
using Holdfast.Data.Users;
using Holdfast.Link.Messages;
using Holdfast.Model.Profiles;
using Holdfast.Portal.Nodes;
using Holdfast.Testing;

namespace Holdfast.Portal.Tests.Nodes;

/// <summary>What nodes say happened, as it is written down: once each, whatever is said, and by whomever.</summary>
public abstract class NodeEventIntakeTests(DatabaseKind kind) : IAsyncLifetime
{
    private const string NodeId = "node-1";
    private const long Petabytes = 1L << 53;

    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private static readonly Guid Outbox = Guid.CreateVersion7();

    private readonly Stores _stores = new();
    private TestDatabase _database = null!;
    private Guid _configuration;
    private Guid _others;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(kind);
        await WriteAsync(unit => _stores.Nodes.AddAsync(unit, NodeOf(NodeId)));
        await WriteAsync(unit => _stores.Nodes.AddAsync(unit, NodeOf("node-2")));
        var user = new User
        {
            Id = Guid.CreateVersion7(),
            Name = "anna",
            NameKey = "anna",
            CreatedAt = Now,
        };
        await WriteAsync(unit => _stores.Users.AddAsync(unit, user));
        _configuration = await ConfigureAsync(user, NodeId, slot: 5);
        _others = await ConfigureAsync(user, "node-2", slot: 6);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task StoreAsync_SameEventsByTwoPortalsAtTheSameTime_CountOnce()
    {
        var (one, two) = (Intake(), Intake(_database.OpenAnother()));
        var sessions = Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7()).ToList();
        var told = new NodeEvents(
            Outbox,
            1,
            [.. sessions.SelectMany(id => new NodeEvent[] { Started(id), Ended(id, 70) })],
            []
        );

        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i => (i % 2 == 0 ? one : two).StoreAsync(NodeId, told, CancellationToken.None))
        );

        Assert.Equal(40, results.Sum(r => r.Value!.New));
        Assert.All(results, r => Assert.Equal(new EventsStored(Outbox, 41), r.Value!.Stored));
        foreach (var id in sessions)
        {
            Assert.Equal(70, (await FindAsync(id))!.Received);
        }
    }

    [Fact]
    public async Task StoreAsync_PortalDiesBeforeTheAnswer_TheNextStoresTheRestOnly()
    {
        var id = Guid.CreateVersion7();
        await StoreAsync(1, Started(id), Counted(id, 10));

        var again = await StoreAsync(1, Started(id), Counted(id, 10), Counted(id, 30));

        Assert.Equal((1, 4), (again.New, again.Stored.Next));
        Assert.Equal(30, (await FindAsync(id))!.Received);
    }

    [Fact]
    public async Task StoreAsync_ErrorInTheMiddle_LeavesNothing()
    {
        var id = Guid.CreateVersion7();
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Intake().StoreAsync(NodeId, new NodeEvents(Outbox, 1, [Started(id)]), cancel.Token)
        );

        Assert.Null(await FindAsync(id));
        Assert.Equal(1, (await StoreAsync(1, Started(id))).New);
    }

    [Fact]
    public async Task StoreAsync_NumbersBeginAgainUnderANewId_AreNotTakenForOldOnes()
    {
        var (old, fresh) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await StoreAsync(1, Started(old), Counted(old, 1), Counted(old, 2));

        var told = new NodeEvents(Guid.CreateVersion7(), 1, [Started(fresh), Counted(fresh, 5)], Open: []);
        var result = await Intake().StoreAsync(NodeId, told, CancellationToken.None);

        Assert.Equal(2, result.Value!.New);
        Assert.Equal(SessionStore.Unheard, (await FindAsync(old))!.EndReason);
        Assert.Equal(5, (await FindAsync(fresh))!.Received);
    }

    [Fact]
    public async Task StoreAsync_AnnouncementComesTwice_EndsNobodyWhoCameBetween()
    {
        var id = Guid.CreateVersion7();
        var told = new NodeEvents(Outbox, 1, [], Open: []);
        await Intake().StoreAsync(NodeId, told, CancellationToken.None);
        await StoreAsync(1, Started(id));

        await Intake().StoreAsync(NodeId, told, CancellationToken.None);

        Assert.Null((await FindAsync(id))!.EndedAt);
    }

    [Fact]
    public async Task StoreAsync_GapInTheNumbers_SaysHowManyAreMissing()
    {
        var id = Guid.CreateVersion7();
        await StoreAsync(1, Started(id));

        Assert.Equal(8, (await StoreAsync(10, Ended(id, 1))).Missed);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, long.MinValue)]
    [InlineData(Petabytes + 1, 0)]
    [InlineData(0, long.MaxValue)]
    public async Task StoreAsync_ImpossibleCounters_AreLeftOutAndTheRestCounts(long received, long sent)
    {
        var id = Guid.CreateVersion7();
        NodeEvent[] lies =
        [
            new SessionCounted(Now, id, received, sent),
            new SessionEnded(Now, id, received, sent, "?"),
        ];

        var result = await StoreAsync(1, [Started(id), Counted(id, 7), .. lies]);

        Assert.Equal(NodeProblems.Impossible.Id, result.Doubt?.Id);
        Assert.Equal(5, result.Stored.Next);
        var session = (await FindAsync(id))!;
        Assert.Equal((7, 0, null), (session.Received, session.Sent, session.EndedAt));
    }

    [Fact]
    public async Task StoreAsync_CountersThatFall_NeverLowerTheTotal()
    {
        var id = Guid.CreateVersion7();

        await StoreAsync(1, Started(id), Counted(id, 70), Counted(id, 3), Ended(id, 0));

        Assert.Equal(70, (await FindAsync(id))!.Received);
    }

    [Fact]
    public async Task StoreAsync_SessionsAndConfigurationsOfAnotherNode_AreNotTouched()
    {
        var (theirs, mine) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var other = new NodeEvents(Guid.CreateVersion7(), 1, [Started(theirs, _others)], []);
        await Intake().StoreAsync("node-2", other, CancellationToken.None);

        await StoreAsync(1, Started(mine, _others), Counted(theirs, 99), Ended(theirs, 99), Started(theirs));

        Assert.Null(await FindAsync(mine));
        var session = (await FindAsync(theirs))!;
        Assert.Equal(("node-2", 0, null), (session.NodeId, session.Received, session.EndedAt));
    }

    [Fact]
    public async Task StoreAsync_OutboxIdOfAnotherNode_HasNumbersOfItsOwn()
    {
        var id = Guid.CreateVersion7();
        await Intake().StoreAsync("node-2", new NodeEvents(Outbox, 500, []), CancellationToken.None);

        Assert.Equal(1, (await StoreAsync(1, Started(id))).New);
    }

    [Fact]
    public async Task StoreAsync_TimesOfAClockThatIsWrong_AreBoundedByOurs()
    {
        var (ahead, behind) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        await StoreAsync(
            1,
            Started(ahead) with
            {
                At = DateTimeOffset.MaxValue,
            },
            Ended(ahead, 1) with
            {
                At = DateTimeOffset.MinValue,
            },
            Started(behind) with
            {
                At = DateTimeOffset.MinValue,
            }
        );

        var session = (await FindAsync(ahead))!;
        Assert.InRange(session.StartedAt, Now.AddMinutes(-1), Now.AddMinutes(6));
        Assert.True(session.EndedAt >= session.StartedAt);
        Assert.InRange((await FindAsync(behind))!.StartedAt, Now.AddDays(-367), Now);
    }

    [Theory]
    [InlineData("\0", "")]
    [InlineData("a\r\nb\u001b[2J", "ab[2J")]
    [InlineData("one\u0085two\u007f", "onetwo")]
    public async Task StoreAsync_TextThatNoDatabaseTakes_IsMadeALine(string said, string kept)
    {
        var id = Guid.CreateVersion7();

        await StoreAsync(1, Started(id) with { ClientEndpoint = said }, Ended(id, 1) with { Reason = said });

        var session = (await FindAsync(id))!;
        Assert.Equal((kept, kept), (session.ClientEndpoint, session.EndReason));
    }

    [Fact]
    public async Task StoreAsync_TextOfAMegabyte_IsCut()
    {
        var id = Guid.CreateVersion7();

        await StoreAsync(1, Started(id), Ended(id, 1) with { Reason = new string('x', 1_000_000) });

        Assert.Equal(100, (await FindAsync(id))!.EndReason!.Length);
    }

    [Theory]
    [InlineData("2001:db8::1", "10.0.0.1")]
    [InlineData("10.0.0.1", "10.0.0.2")]
    [InlineData("10.0.0.1", "fe80::1%1")]
    public async Task StoreAsync_AddressesOfTheWrongKind_AreLeftOut(string four, string six)
    {
        var id = Guid.CreateVersion7();

        var result = await StoreAsync(
            1,
            Started(id) with
            {
                Address4 = IPAddress.Parse(four),
                Address6 = IPAddress.Parse(six),
            }
        );

        Assert.Equal(NodeProblems.Impossible.Id, result.Doubt?.Id);
        Assert.Null(await FindAsync(id));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public async Task StoreAsync_ImpossibleNumber_RefusesTheMessage(long first)
    {
        var result = await Intake().StoreAsync(NodeId, new(Outbox, first, [Started(Guid.CreateVersion7())]), default);

        Assert.Equal(NodeProblems.Impossible.Id, Assert.Single(result.Problems).Id);
        Assert.Null(await ReadAsync(unit => _stores.Outboxes.NextAsync(unit, NodeId, Outbox)));
    }

    [Fact]
    public async Task StoreAsync_TooManyEventsInOneMessage_RefusesTheMessage()
    {
        var id = Guid.CreateVersion7();
        NodeEvent[] many = [.. Enumerable.Repeat(Counted(id, 1), NodeEvents.MostEvents + 1)];

        var result = await Intake().StoreAsync(NodeId, new(Outbox, 1, many), default);

        Assert.Equal(NodeProblems.Impossible.Id, Assert.Single(result.Problems).Id);
    }

    private static SessionCounted Counted(Guid id, long bytes) => new(Now, id, bytes, 0);

    private static SessionEnded Ended(Guid id, long bytes) => new(Now, id, bytes, 0, "over");

    private static Node NodeOf(string id) =>
        new()
        {
            Id = id,
            Address = "192.0.2.1:8445",
            HostName = id,
            CreatedAt = Now,
        };

    private SessionStarted Started(Guid id, Guid? configuration = null) =>
        new(Now, id, configuration ?? _configuration, IPAddress.Loopback, IPAddress.IPv6Loopback, "192.0.2.9:1");

    private async Task<Guid> ConfigureAsync(User user, string node, int slot)
    {
        var configuration = new Configuration
        {
            Id = Guid.CreateVersion7(),
            UserId = user.Id,
            UserName = user.Name,
            ProfileId = "default",
            NodeId = node,
            Protocol = Protocol.WireGuard,
            Name = "laptop",
            PublicKey = $"key{slot}",
            Slot = slot,
            CreatedAt = Now,
            ExpiresAt = Now.AddDays(90),
        };
        Assert.True(await WriteAsync(unit => _stores.Configurations.AddAsync(unit, configuration, [new(node, 2)])));
        return configuration.Id;
    }

    private NodeEventIntake Intake(IDatabase? database = null) =>
        new(database ?? _database.Database, _stores.Outboxes, _stores.Sessions, TimeProvider.System);

    private async Task<IntakeResult> StoreAsync(long first, params NodeEvent[] events)
    {
        var stored = await Intake().StoreAsync(NodeId, new(Outbox, first, events), CancellationToken.None);
        Assert.Empty(stored.Problems);
        return stored.Value!;
    }

    private Task<Session?> FindAsync(Guid id) => ReadAsync(unit => _stores.Sessions.FindAsync(unit, id));

    private Task<T> ReadAsync<T>(Func<IUnitOfWork, Task<T>> work) =>
        _database.Database.ReadAsync(work, CancellationToken.None);

    private Task<T> WriteAsync<T>(Func<IUnitOfWork, Task<T>> work) =>
        _database.Database.WriteAsync(work, CancellationToken.None);
}

public sealed class NodeEventIntakeSqliteTests() : NodeEventIntakeTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class NodeEventIntakePostgresTests() : NodeEventIntakeTests(DatabaseKind.Postgres);
