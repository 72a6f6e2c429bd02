using Holdfast.Data.Throttles;

namespace Holdfast.Data.Tests.Throttles;

public abstract class ThrottleStoreTests(DatabaseKind kind) : StoreTests(kind)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private ThrottleStore Throttles => Stores.Throttles;

    [Fact]
    public async Task RecordFailureAsync_ManyAtOnce_CountsEachOnce()
    {
        var counts = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => FailAsync("anna", Now)));

        Assert.Equal(Enumerable.Range(1, 50), counts.Order());
    }

    [Fact]
    public async Task RecordFailureAsync_WindowOver_BeginsAgain()
    {
        await FailAsync("anna", Now);
        Assert.Equal(2, await FailAsync("anna", Now + Window - TimeSpan.FromMicroseconds(1)));
        Assert.Equal(1, await FailAsync("anna", Now + Window));

        Assert.Equal(Now + Window, (await FindAsync("anna"))!.WindowStartedAt);
    }

    [Fact]
    public async Task BlockAsync_ShorterThanBefore_KeepsTheLonger()
    {
        await FailAsync("anna", Now);
        await WriteAsync(unit => Throttles.BlockAsync(unit, "anna", Now.AddHours(2), Now));
        await WriteAsync(unit => Throttles.BlockAsync(unit, "anna", Now.AddHours(1), Now));

        Assert.Equal(new Throttle("anna", 1, Now, Now.AddHours(2)), await FindAsync("anna"));
    }

    [Fact]
    public async Task BlockAsync_NeverFailed_Blocks()
    {
        await WriteAsync(unit => Throttles.BlockAsync(unit, "anna", Now.AddHours(2), Now));

        Assert.Equal(new Throttle("anna", 0, Now, Now.AddHours(2)), await FindAsync("anna"));
    }

    [Fact]
    public async Task ResetAsync_Failed_Forgets()
    {
        await FailAsync("anna", Now);
        await WriteAsync(unit => Throttles.ResetAsync(unit, "anna"));

        Assert.Null(await FindAsync("anna"));
    }

    [Fact]
    public async Task PurgeAsync_OldButBlocked_Stays()
    {
        await FailAsync("old", Now);
        await FailAsync("blocked", Now);
        await WriteAsync(unit => Throttles.BlockAsync(unit, "blocked", Now.AddDays(2), Now));
        await FailAsync("new", Now.AddDays(1));

        Assert.Equal(1, await WriteAsync(unit => Throttles.PurgeAsync(unit, Now.AddDays(1), Now.AddDays(1))));

        Assert.Null(await FindAsync("old"));
        Assert.NotNull(await FindAsync("blocked"));
        Assert.NotNull(await FindAsync("new"));
    }

    private Task<int> FailAsync(string key, DateTimeOffset now) =>
        WriteAsync(unit => Throttles.RecordFailureAsync(unit, key, Window, now));

    private Task<Throttle?> FindAsync(string key) => ReadAsync(unit => Throttles.FindAsync(unit, key));
}

public sealed class ThrottleStoreSqliteTests() : ThrottleStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class ThrottleStorePostgresTests() : ThrottleStoreTests(DatabaseKind.Postgres);
