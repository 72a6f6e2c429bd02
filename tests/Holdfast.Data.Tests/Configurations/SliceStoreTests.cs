using Holdfast.Data.Configurations;
using Holdfast.Model.Addresses;
using Holdfast.Model.Profiles;

namespace Holdfast.Data.Tests.Configurations;

public abstract class SliceStoreTests(DatabaseKind kind) : ConfigurationFixture(kind)
{
    private SliceStore Slices => Stores.Slices;

    [Fact]
    public async Task PutAsync_Again_ReplacesThoseOfTheProfileAndProtocol()
    {
        await AddNodeAsync(NodeId);
        await AddNodeAsync("n2");
        await PutAsync(Protocol.OpenVpn, (NodeId, new(0, 64)));
        await PutAsync(Protocol.WireGuard, (NodeId, new(0, 128)));
        await PutAsync(Protocol.WireGuard, (NodeId, new(0, 64)), ("n2", new(64, 64)));

        Assert.Equal([("n1", new(0, 64)), ("n2", new(64, 64))], await OfAsync(Protocol.WireGuard));
        Assert.Equal([("n1", new(0, 64))], await OfAsync(Protocol.OpenVpn));

        await WriteAsync(unit => Slices.RemoveProfileAsync(unit, ProfileId));
        Assert.Empty(await OfAsync(Protocol.WireGuard));
    }

    [Fact]
    public async Task HighestSlotsAsync_LivingOnly_ByNode()
    {
        await AddNodeAsync(NodeId);
        await AddNodeAsync("n2");
        var user = await AddUserAsync("anna");
        await AddAsync(Configuration(user, 3));
        await AddAsync(Configuration(user, 5));
        await RemoveAsync(await AddAsync(Configuration(user, 9)), Now);
        await AddAsync(Configuration(user, 70) with { NodeId = "n2" });

        var highest = await ReadAsync(unit => Slices.HighestSlotsAsync(unit, ProfileId, Protocol.WireGuard));

        Assert.Equal([("n1", 5), ("n2", 70)], highest.OrderBy(h => h.Key).Select(h => (h.Key, h.Value)));
    }

    private Task PutAsync(Protocol protocol, params (string Node, PoolSlice Slice)[] slices) =>
        WriteAsync(async unit =>
        {
            await Slices.PutAsync(unit, ProfileId, protocol, slices.Select(s => KeyValuePair.Create(s.Node, s.Slice)));
            return true;
        });

    private async Task<IEnumerable<(string, PoolSlice)>> OfAsync(Protocol protocol) =>
        (await ReadAsync(unit => Slices.OfProfileAsync(unit, ProfileId, protocol)))
            .OrderBy(slice => slice.Key)
            .Select(slice => (slice.Key, slice.Value));
}

public sealed class SliceStoreSqliteTests() : SliceStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class SliceStorePostgresTests() : SliceStoreTests(DatabaseKind.Postgres);
