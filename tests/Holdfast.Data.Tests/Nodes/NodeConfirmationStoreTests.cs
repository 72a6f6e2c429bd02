using Holdfast.Model.DesiredState;

namespace Holdfast.Data.Tests.Nodes;

public abstract class NodeConfirmationStoreTests(DatabaseKind kind) : StoreTests(kind)
{
    [Fact]
    public async Task SetAsync_NewerEpochFirst_NeverGoesBack()
    {
        await AddNodeAsync("n1");

        Assert.True(await SetAsync(new(1, 9)));
        Assert.False(await SetAsync(new(1, 8)));
        Assert.False(await SetAsync(new(1, 9)));
        Assert.True(await SetAsync(new(2, 3)));
        Assert.False(await SetAsync(new(1, 99)));

        Assert.Equal(new Revision(2, 3), (await ReadAsync(Stores.NodeConfirmations.ReadAsync))["n1"]);
    }

    [Fact]
    public async Task SetAsync_UnknownNode_WritesNothing()
    {
        Assert.False(await SetAsync(new(1, 1)));

        Assert.Empty(await ReadAsync(Stores.NodeConfirmations.ReadAsync));
    }

    private Task<bool> SetAsync(Revision revision) =>
        WriteAsync(unit => Stores.NodeConfirmations.SetAsync(unit, "n1", revision));
}

public sealed class NodeConfirmationStoreSqliteTests() : NodeConfirmationStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class NodeConfirmationStorePostgresTests() : NodeConfirmationStoreTests(DatabaseKind.Postgres);
