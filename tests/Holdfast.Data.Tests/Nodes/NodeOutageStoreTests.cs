using Holdfast.Data.Nodes;

namespace Holdfast.Data.Tests.Nodes;

public abstract class NodeOutageStoreTests(DatabaseKind kind) : StoreTests(kind)
{
    private NodeOutageStore Outages => Stores.NodeOutages;

    [Fact]
    public async Task BeginAsync_SeveralPortals_WriteItOnce()
    {
        await AddNodeAsync("n1");

        var written = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(n => BeginAsync("n1", Now.AddMilliseconds(n), $"portal {n}"))
        );

        Assert.Single(written, begun => begun);
        Assert.Null(Assert.Single(await ListAsync(Now.AddDays(-1))).EndedAt);
    }

    [Fact]
    public async Task EndAsync_SeveralPortals_TheFirstCounts()
    {
        await AddNodeAsync("n1");
        await BeginAsync("n1", Now, "gone");

        Assert.True(await EndAsync("n1", Now.AddMinutes(1)));
        Assert.False(await EndAsync("n1", Now.AddMinutes(2)));

        var outage = Assert.Single(await ListAsync(Now));
        Assert.Equal(new NodeOutage("n1", Now, Now.AddMinutes(1), "gone"), outage);
    }

    [Fact]
    public async Task EndAsync_ClockBehindThatOfTheOther_IsNotBeforeItBegan()
    {
        await AddNodeAsync("n1");
        await BeginAsync("n1", Now, "gone");

        await EndAsync("n1", Now.AddMinutes(-1));

        Assert.Equal(Now, Assert.Single(await ListAsync(Now)).EndedAt);
    }

    [Fact]
    public async Task BeginAsync_SoonAgain_IsTheSameOutage()
    {
        await AddNodeAsync("n1");
        await BeginAsync("n1", Now, "gone");
        await EndAsync("n1", Now.AddSeconds(20));

        Assert.True(await BeginAsync("n1", Now.AddSeconds(25), "gone again"));
        Assert.Equal(new NodeOutage("n1", Now, null, "gone"), Assert.Single(await ListAsync(Now)));
        await EndAsync("n1", Now.AddSeconds(40));
        Assert.True(await BeginAsync("n1", Now.AddSeconds(60), "another"));
        Assert.Equal(["another", "gone"], (await ListAsync(Now)).Select(outage => outage.Reason));
    }

    [Fact]
    public async Task ListAsync_AndPurge_KnowWhatIsOver()
    {
        await AddNodeAsync("n1");
        await AddNodeAsync("n2");
        await BeginAsync("n1", Now, "old");
        await EndAsync("n1", Now.AddHours(1));
        await BeginAsync("n2", Now, "goes on");

        Assert.Equal(["n2"], (await ListAsync(Now.AddHours(2))).Select(outage => outage.NodeId));
        Assert.Equal(1, await WriteAsync(unit => Outages.PurgeAsync(unit, Now.AddHours(2))));
        Assert.Equal(["n2"], (await ListAsync(Now.AddYears(-1))).Select(outage => outage.NodeId));
    }

    private Task<bool> BeginAsync(string id, DateTimeOffset at, string reason) =>
        WriteAsync(unit => Outages.BeginAsync(unit, id, at, reason));

    private Task<bool> EndAsync(string id, DateTimeOffset at) => WriteAsync(unit => Outages.EndAsync(unit, id, at));

    private Task<IReadOnlyList<NodeOutage>> ListAsync(DateTimeOffset since) =>
        ReadAsync(unit => Outages.ListAsync(unit, since));
}

public sealed class NodeOutageStoreSqliteTests() : NodeOutageStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class NodeOutageStorePostgresTests() : NodeOutageStoreTests(DatabaseKind.Postgres);
