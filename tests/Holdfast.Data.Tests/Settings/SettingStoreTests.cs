using System.Globalization;
using Holdfast.Data.Settings;
using Holdfast.Data.Users;

namespace Holdfast.Data.Tests.Settings;

public abstract class SettingStoreTests(DatabaseKind kind) : StoreTests(kind)
{
    protected SettingStore Settings => Stores.Settings;

    [Fact]
    public async Task FindForChangeAsync_NotSet_SetsAndReturnsIt()
    {
        Assert.Equal("{}", await WriteAsync(unit => Settings.FindForChangeAsync(unit, "portal", "{}", Now)));
        Assert.Equal("{}", await ReadAsync(unit => Settings.FindAsync(unit, "portal")));
    }

    [Fact]
    public async Task FindForChangeAsync_Set_LeavesItAsItIs()
    {
        await WriteAsync(unit => Settings.PutAsync(unit, "portal", "{\"a\":1}", Now));

        Assert.Equal(
            "{\"a\":1}",
            await WriteAsync(unit => Settings.FindForChangeAsync(unit, "portal", "{}", Now.AddDays(1)))
        );
    }

    [Fact]
    public async Task FindForChangeAsync_ManyAtOnce_NoChangeIsLost()
    {
        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => WriteAsync(CountUpAsync)));

        Assert.Equal("30", await ReadAsync(unit => Settings.FindAsync(unit, "count")));
    }

    private async Task CountUpAsync(IUnitOfWork unit)
    {
        var count = int.Parse(await Settings.FindForChangeAsync(unit, "count", "0", Now), CultureInfo.InvariantCulture);
        await Settings.PutAsync(unit, "count", (count + 1).ToString(CultureInfo.InvariantCulture), Now);
    }
}

public sealed class SettingStoreSqliteTests() : SettingStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class SettingStorePostgresTests() : SettingStoreTests(DatabaseKind.Postgres)
{
    /// <summary>Long enough for a statement that nothing stops.</summary>
    private static readonly TimeSpan AWhile = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task HoldAsync_SomebodyWantsToChange_WaitsForTheEnd()
    {
        await WriteAsync(unit => Settings.PutAsync(unit, "held", "1", Now));

        Assert.True(
            await WaitsAsync(
                unit => Settings.HoldAsync(unit, "held"),
                unit => Settings.PutAsync(unit, "held", "2", Now)
            )
        );
    }

    [Fact]
    public async Task HoldAsync_SomebodyHoldsToo_NobodyWaits()
    {
        await WriteAsync(unit => Settings.PutAsync(unit, "held", "1", Now));

        Assert.False(
            await WaitsAsync(unit => Settings.HoldAsync(unit, "held"), unit => Settings.HoldAsync(unit, "held"))
        );
    }

    [Fact]
    public async Task UserHeld_SomebodyWantsToLock_WaitsForTheEnd()
    {
        var user = new User
        {
            Id = Guid.CreateVersion7(),
            Name = "anna",
            NameKey = "anna",
            CreatedAt = Now,
        };
        await WriteAsync(unit => Stores.Users.AddAsync(unit, user));

        Assert.True(
            await WaitsAsync(
                unit => Stores.Users.HoldAsync(unit, user.Id),
                unit => Stores.Users.LockAsync(unit, user.Id)
            )
        );
    }

    /// <summary>Whether the second unit of work waits for the end of the first.</summary>
    private async Task<bool> WaitsAsync(Func<IUnitOfWork, Task> hold, Func<IUnitOfWork, Task> then)
    {
        var held = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var holding = WriteAsync(async unit =>
        {
            await hold(unit);
            held.TrySetResult();
            await release.Task;
        });
        await held.Task;
        var changing = WriteAsync(then);
        var first = await Task.WhenAny(changing, Task.Delay(AWhile));
        release.SetResult();
        await Task.WhenAll(holding, changing);
        return first != changing;
    }
}
