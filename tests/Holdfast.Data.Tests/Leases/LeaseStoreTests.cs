using Holdfast.Data.Leases;

namespace Holdfast.Data.Tests.Leases;

public abstract class LeaseStoreTests(DatabaseKind kind) : StoreTests(kind)
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task TryAcquireAsync_ManyAtOnce_OneGetsIt()
    {
        var leases = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => AcquireAsync($"portal{i}", Now)));

        var lease = Assert.Single(leases, lease => lease is not null);
        Assert.Equal((1L, Now + Duration), (lease!.Fence, lease.Until));
        Assert.Equal(lease, await ReadAsync(unit => Stores.Leases.FindAsync(unit, "job")));
    }

    [Fact]
    public async Task TryAcquireAsync_Over_RaisesTheFenceForAnother()
    {
        await AcquireAsync("a", Now);

        Assert.Null(await AcquireAsync("b", Now + Duration - TimeSpan.FromSeconds(1)));
        Assert.Equal(1, (await AcquireAsync("a", Now.AddSeconds(1)))!.Fence);
        Assert.Equal(2, (await AcquireAsync("b", Now.AddSeconds(1) + Duration))!.Fence);
    }

    [Fact]
    public async Task RenewAsync_TakenByAnother_ReturnsFalse()
    {
        var old = await AcquireAsync("a", Now);
        Assert.True(await RenewAsync(old!, Now.AddSeconds(10)));
        Assert.Null(await AcquireAsync("b", Now.AddSeconds(39)));
        var other = await AcquireAsync("b", Now.AddSeconds(40));

        Assert.False(await RenewAsync(old!, Now.AddSeconds(41)));
        Assert.True(await RenewAsync(other!, Now.AddSeconds(41)));
    }

    [Fact]
    public async Task ReleaseAsync_Own_IsFreeAtOnceWithAHigherFence()
    {
        var lease = await AcquireAsync("a", Now);
        await WriteAsync(unit => Stores.Leases.ReleaseAsync(unit, lease!, Now));

        Assert.False(await RenewAsync(lease!, Now));
        Assert.Equal(2, (await AcquireAsync("b", Now))!.Fence);
        await WriteAsync(unit => Stores.Leases.ReleaseAsync(unit, lease!, Now));
        Assert.Null(await AcquireAsync("a", Now));
    }

    private Task<Lease?> AcquireAsync(string holder, DateTimeOffset now) =>
        WriteAsync(unit => Stores.Leases.TryAcquireAsync(unit, "job", holder, Duration, now));

    private Task<bool> RenewAsync(Lease lease, DateTimeOffset now) =>
        WriteAsync(unit => Stores.Leases.RenewAsync(unit, lease, Duration, now));
}

public sealed class LeaseStoreSqliteTests() : LeaseStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class LeaseStorePostgresTests() : LeaseStoreTests(DatabaseKind.Postgres);
