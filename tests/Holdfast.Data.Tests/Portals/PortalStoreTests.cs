using Holdfast.Data.Portals;

namespace Holdfast.Data.Tests.Portals;

public abstract class PortalStoreTests(DatabaseKind kind) : StoreTests(kind)
{
    [Fact]
    public async Task PutAsync_Twice_KeepsOneRowWithTheNewestMoment()
    {
        await PutAsync("a", Now, Now);
        await PutAsync("a", Now, Now.AddSeconds(10));

        Assert.Equal([PortalOf("a", Now, Now.AddSeconds(10))], await ListAsync());
    }

    [Fact]
    public async Task ListAsync_Several_InTheOrderOfTheirStart()
    {
        await PutAsync("a", Now.AddSeconds(5), Now);
        await PutAsync("b", Now, Now);

        Assert.Equal(["b", "a"], (await ListAsync()).Select(portal => portal.Id));
    }

    [Fact]
    public async Task RemoveAsync_One_LeavesTheOthers()
    {
        await PutAsync("a", Now, Now);
        await PutAsync("b", Now, Now);

        await WriteAsync(unit => Stores.Portals.RemoveAsync(unit, "a"));

        Assert.Equal("b", Assert.Single(await ListAsync()).Id);
    }

    [Fact]
    public async Task PurgeAsync_SeenBefore_ForgetsOnlyThose()
    {
        await PutAsync("old", Now, Now.AddSeconds(-1));
        await PutAsync("new", Now, Now);

        Assert.Equal(1, await WriteAsync(unit => Stores.Portals.PurgeAsync(unit, Now)));
        Assert.Equal("new", Assert.Single(await ListAsync()).Id);
    }

    [Fact]
    public async Task SetDrainingAsync_OneOfTwo_StaysWhenThePortalSaysThatItIsThere()
    {
        await PutAsync("a", Now, Now);
        await PutAsync("b", Now, Now);

        Assert.True(await SetDrainingAsync("a", Now));
        Assert.False(await SetDrainingAsync("a", Now.AddSeconds(1)));
        await PutAsync("a", Now, Now.AddSeconds(10));
        Assert.Equal([Now, null], (await ListAsync()).Select(portal => portal.DrainingSince));

        Assert.True(await SetDrainingAsync("a", null));
        Assert.False(await SetDrainingAsync("a", null));
        Assert.False(await SetDrainingAsync("nobody", Now));
        Assert.All(await ListAsync(), portal => Assert.Null(portal.DrainingSince));
    }

    private Task<bool> SetDrainingAsync(string id, DateTimeOffset? since) =>
        WriteAsync(unit => Stores.Portals.SetDrainingAsync(unit, id, since));

    private static PortalEntry PortalOf(string id, DateTimeOffset started, DateTimeOffset seen) =>
        new(id, "https://vpn.example.org", "machine", "1.2.3", started, seen);

    private Task PutAsync(string id, DateTimeOffset started, DateTimeOffset seen) =>
        WriteAsync(unit => Stores.Portals.PutAsync(unit, PortalOf(id, started, seen)));

    private Task<IReadOnlyList<PortalEntry>> ListAsync() => ReadAsync(Stores.Portals.ListAsync);
}

public sealed class PortalStoreSqliteTests() : PortalStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class PortalStorePostgresTests() : PortalStoreTests(DatabaseKind.Postgres);
