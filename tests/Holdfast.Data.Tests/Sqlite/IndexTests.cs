using System.Net;
using Holdfast.Data.Audit;
using Holdfast.Data.Configurations;
using Holdfast.Data.Sqlite;
using Holdfast.Data.Users;
using Holdfast.Data.WebSessions;
using Holdfast.Model.Profiles;
using Holdfast.Testing;
using Authorization = Holdfast.Data.Authorizations.Authorization;

namespace Holdfast.Data.Tests.Sqlite;

/// <summary>What happens on each call of the API takes the same time however many rows there are: nothing is looked through.</summary>
public sealed class IndexTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    private readonly Stores _stores = new();
    private readonly List<User> _users = [];
    private readonly List<Authorization> _authorizations = [];
    private TestDatabase? _test;
    private SqliteConnection? _connection;

    private SqliteUnit Unit => new(_connection!);

    public async ValueTask InitializeAsync()
    {
        _test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await _test.Database.WriteAsync(FillAsync, CancellationToken.None);
        _connection = SqliteConnection.Open(_test.Setting["sqlite:".Length..], TimeSpan.FromSeconds(5));
    }

    public async ValueTask DisposeAsync()
    {
        _connection!.Dispose();
        await _test!.DisposeAsync();
    }

    [Fact]
    public async Task Connect_ManyRows_LooksThroughNothing()
    {
        await _stores.Authorizations.FindAsync(Unit, _authorizations[3].Id);
        await _stores.Configurations.FindLivingByPublicKeyAsync(Unit, "key 5");
        await _stores.Configurations.CountApiAsync(Unit, _users[1].Id);
        await _stores.Configurations.CountManualAsync(Unit, _users[1].Id);
        await _stores.Configurations.OldestApiAsync(Unit, _users[1].Id);
        await _stores.Configurations.ListOfAuthorizationAsync(Unit, _authorizations[3].Id);
        await _stores.Configurations.ListOfUserAsync(Unit, _users[1].Id);
        var revision = await _stores.Nodes.BumpRevisionAsync(Unit, "n1", servicesChanged: false);
        var slot = await _stores.Configurations.AllocateSlotAsync(
            Unit,
            new SlotRange("p", Protocol.WireGuard, "n1", 0, 1000)
        );
        var made = Configuration(_users[1], _authorizations[1], slot!.Value);
        await _stores.Configurations.AddAsync(Unit, made, [new("n1", revision)]);
        await _stores.Placements.ChangedSinceAsync(Unit, "n1", revision - 1, revision);
        await _stores.Configurations.NodesOfAsync(Unit, made.Id);
        await _stores.Configurations.RemoveAsync(Unit, made.Id, [new("n1", revision + 1)], "test", Now);
        await _stores.Configurations.ExpiredAsync(Unit, Now, 10);
        await _stores.Audit.AddAsync(Unit, Entry());

        Assert.Empty(_connection!.WithoutIndex);
    }

    [Fact]
    public async Task AllocateSlotAsync_FreshAreUsedUp_LooksThroughNothing()
    {
        for (var i = 0; i < 100; i++)
        {
            var slot = await _stores.Configurations.AllocateSlotAsync(
                Unit,
                new SlotRange("p", Protocol.WireGuard, "n1", 0, 1000)
            );
            await _stores.Slots.FreeAsync(Unit, new Slot("p", Protocol.WireGuard, slot!.Value), Now.AddSeconds(i));
        }

        Assert.Equal(
            200,
            await _stores.Configurations.AllocateSlotAsync(Unit, new SlotRange("p", Protocol.WireGuard, "n1", 0, 300))
        );
        Assert.Empty(_connection!.WithoutIndex);
    }

    [Fact]
    public async Task Pages_ManyRows_LookThroughNothing()
    {
        await _stores.WebSessions.FindAsync(Unit, new byte[32]);
        await _stores.WebSessions.TouchAsync(Unit, new byte[32], Now, Now);
        await _stores.WebSessions.ListOfAsync(Unit, _users[1].Id);
        await _stores.Users.FindByKeyAsync(Unit, "user 7");
        await _stores.Authorizations.ListOfAsync(Unit, _users[1].Id);
        await _stores.Sessions.ListOfUserAsync(Unit, _users[1].Id, before: null, limit: 10);
        await _stores.Sessions.HistoryByAddressAsync(Unit, IPAddress.Loopback, Now);
        await _stores.Throttles.FindAsync(Unit, "x");
        await _stores.Throttles.RecordFailureAsync(Unit, "x", TimeSpan.FromMinutes(1), Now);

        Assert.Empty(_connection!.WithoutIndex);
    }

    /// <summary>Proves that the test can fail.</summary>
    [Fact]
    public void WithoutIndex_StatementThatLooksThroughAll_IsNamed()
    {
        const string Sql = "SELECT id FROM configurations WHERE name = 'x'";
        _connection!.First(Sql, row => row.Id("id"), []);

        Assert.Equal([Sql], _connection.WithoutIndex);
    }

    private async Task<bool> FillAsync(IUnitOfWork unit)
    {
        await _stores.Nodes.AddAsync(
            unit,
            new()
            {
                Id = "n1",
                Address = "x",
                HostName = "x",
                CreatedAt = Now,
            }
        );
        for (var i = 0; i < 200; i++)
        {
            await FillAsync(unit, i);
        }

        return true;
    }

    private async Task FillAsync(IUnitOfWork unit, int i)
    {
        var user = new User
        {
            Id = Guid.CreateVersion7(),
            Name = $"user {i}",
            NameKey = $"user {i}",
            CreatedAt = Now,
            Groups = ["staff"],
        };
        var authorization = new Authorization
        {
            Id = Guid.CreateVersion7(),
            UserId = user.Id,
            ClientId = "c",
            CreatedAt = Now,
            ExpiresAt = Now.AddDays(1),
            RotatedAt = Now,
        };
        await _stores.Users.AddAsync(unit, user);
        await _stores.WebSessions.AddAsync(unit, Session(user, (byte)i));
        await _stores.Authorizations.AddAsync(unit, authorization);
        var slot = await _stores.Configurations.AllocateSlotAsync(
            unit,
            new SlotRange("p", Protocol.WireGuard, "n1", 0, 1000)
        );
        var configuration = Configuration(user, authorization, slot!.Value);
        await _stores.Configurations.AddAsync(unit, configuration, [new("n1", 1)]);
        await _stores.Sessions.StartAllAsync(
            unit,
            "n1",
            [new(Guid.CreateVersion7(), configuration.Id, IPAddress.Any, IPAddress.IPv6Any, ClientEndpoint: null, Now)]
        );
        _users.Add(user);
        _authorizations.Add(authorization);
    }

    private static WebSession Session(User user, byte number) =>
        new()
        {
            Hash = [number, .. new byte[31]],
            UserId = user.Id,
            CreatedAt = Now,
            LastSeenAt = Now,
            ExpiresAt = Now.AddDays(1),
            Address = "",
            UserAgent = "",
        };

    private static Configuration Configuration(User user, Authorization authorization, int slot) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            UserId = user.Id,
            UserName = user.Name,
            ProfileId = "p",
            NodeId = "n1",
            Protocol = Protocol.WireGuard,
            AuthorizationId = authorization.Id,
            Name = "laptop",
            PublicKey = $"key {slot}",
            Slot = slot,
            CreatedAt = Now,
            ExpiresAt = Now.AddDays(1),
        };

    private static AuditEntry Entry() =>
        new(Guid.CreateVersion7(), Now, "user 1", "connect", "p", "{}", IPAddress.Loopback);
}
