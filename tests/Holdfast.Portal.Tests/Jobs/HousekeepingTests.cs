using System.Net;
using Holdfast.Data;
using Holdfast.Data.Configurations;
using Holdfast.Data.Nodes;
using Holdfast.Data.Users;
using Holdfast.Model.Profiles;
using Holdfast.Pki.Envelope;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Jobs;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Holdfast.Portal.Tests.Jobs;

/// <summary>Two portals that are never started, so that their jobs run only when the test says so.</summary>
public abstract class HousekeepingTests(DatabaseKind kind) : IAsyncLifetime
{
    private IdlePortals _portals = null!;

    public async ValueTask InitializeAsync()
    {
        _portals = await IdlePortals.CreateAsync(kind);
    }

    public async ValueTask DisposeAsync()
    {
        await _portals.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task RunAsync_BothManyTimes_OneDoesItOnce()
    {
        var before = await AddExpiredAsync();
        var turns = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => JobOf(_portals.InTurn(i)).RunAsync(Cancel)));

        Assert.Equal(5, turns.Count(mine => mine));
        Assert.Equal(before + 1, await RevisionAsync());
    }

    [Fact]
    public async Task RunAsync_HolderIsKilled_TheOtherTakesOverAndTheHolderHasLostIt()
    {
        Assert.True(await JobOf(_portals.First).RunAsync(Cancel));
        var before = await AddExpiredAsync();
        Assert.False(await JobOf(_portals.Second).RunAsync(Cancel));
        Assert.Equal(before, await RevisionAsync());
        _portals.Clock.PutForward(TimeSpan.FromSeconds(31));

        Assert.True(await JobOf(_portals.Second).RunAsync(Cancel));
        Assert.False(await JobOf(_portals.First).RunAsync(Cancel));
        Assert.Equal(before + 1, await RevisionAsync());
    }

    [Fact]
    public async Task RunAsync_AfterTheHistoryIsOver_ForgetsWhatWasRemovedAndWhatWasDone()
    {
        await AddExpiredAsync();
        await _portals.Database.WriteAsync(WriteDownAsync, Cancel);
        Assert.True(await JobOf(_portals.First).SealAsync(Cancel));
        Assert.True(await JobOf(_portals.First).RunAsync(Cancel));
        var (configurations, entries) = await KeptAsync();
        Assert.Equal((1, 1), (configurations, entries));

        _portals.Clock.PutForward(TimeSpan.FromDays(91));
        Assert.True(await JobOf(_portals.First).RunAsync(Cancel));
        Assert.Equal((0, 1), await KeptAsync());

        _portals.Clock.PutForward(TimeSpan.FromDays(640));
        Assert.True(await JobOf(_portals.First).RunAsync(Cancel));
        Assert.Equal((0, 0), await KeptAsync());
    }

    private async Task<bool> WriteDownAsync(IUnitOfWork unit)
    {
        var now = _portals.Clock.GetUtcNow();
        await _portals.Stores.Audit.AddAsync(
            unit,
            new(Guid.CreateVersion7(now), now, "admin", "user.add", "anna", "{}", null)
        );
        return true;
    }

    private Task<(long Configurations, long Entries)> KeptAsync() =>
        _portals.Database.ReadAsync(
            async unit =>
                (
                    await unit.FirstAsync("SELECT count(*) AS n FROM configurations", row => row.Long("n")),
                    await unit.FirstAsync("SELECT count(*) AS n FROM audit", row => row.Long("n"))
                ),
            Cancel
        );

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Housekeeping JobOf(WebApplication portal) =>
        portal.Services.GetServices<IHostedService>().OfType<Housekeeping>().Single();

    /// <returns>The node's revision.</returns>
    private async Task<long> AddExpiredAsync()
    {
        await _portals.Database.WriteAsync(AddExpiredAsync, Cancel);
        return await RevisionAsync();
    }

    private async Task<bool> AddExpiredAsync(IUnitOfWork unit)
    {
        var now = _portals.Clock.GetUtcNow();
        var user = new User
        {
            Id = Guid.CreateVersion7(),
            Name = "anna",
            NameKey = "anna",
            CreatedAt = now,
        };
        await _portals.Stores.Users.AddAsync(unit, user);
        await _portals.Stores.Nodes.AddAsync(
            unit,
            new Node
            {
                Id = "node-1",
                Address = "127.0.0.1:8444",
                HostName = "vpn.example",
                OwnHostName = "vpn.example",
                CreatedAt = now,
            }
        );
        var revision = await _portals.Stores.Nodes.BumpRevisionAsync(unit, "node-1", servicesChanged: false);
        return await _portals.Stores.Configurations.AddAsync(
            unit,
            new Configuration
            {
                Id = Guid.CreateVersion7(),
                UserId = user.Id,
                UserName = user.Name,
                ProfileId = "default",
                NodeId = "node-1",
                Protocol = Protocol.WireGuard,
                Name = "laptop",
                PublicKey = TestApp.NewKey(),
                Slot = 1,
                CreatedAt = now.AddDays(-2),
                ExpiresAt = now.AddDays(-1),
            },
            [new("node-1", revision)]
        );
    }

    private async Task<long> RevisionAsync() =>
        (await _portals.Database.ReadAsync(unit => _portals.Stores.Nodes.FindAsync(unit, "node-1"), Cancel))!.Revision;
}

public sealed class HousekeepingSqliteTests() : HousekeepingTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class HousekeepingPostgresTests() : HousekeepingTests(DatabaseKind.Postgres);
