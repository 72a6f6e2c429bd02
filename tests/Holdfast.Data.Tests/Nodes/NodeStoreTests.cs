using System.Net;
using Holdfast.Data.Nodes;

namespace Holdfast.Data.Tests.Nodes;

public abstract class NodeStoreTests(DatabaseKind kind) : StoreTests(kind)
{
    private NodeStore Nodes => Stores.Nodes;

    [Fact]
    public async Task AddAsync_New_StartsAtRevisionOne()
    {
        var node = await AddNodeAsync("n1");

        Assert.Equal(node with { Revision = 1, ServicesRevision = 1 }, await FindAsync("n1"));
        Assert.False(await WriteAsync(unit => Nodes.AddAsync(unit, node)));
        Assert.Null(await FindAsync("n2"));
    }

    [Fact]
    public async Task AddAsync_RemovedBefore_ItsRevisionsGoOn()
    {
        var node = await AddNodeAsync("n1");
        await BumpAsync("n1");
        Assert.True(await WriteAsync(unit => Nodes.RemoveAsync(unit, "n1", Now)));
        Assert.False(await WriteAsync(unit => Nodes.RemoveAsync(unit, "n1", Now)));
        Assert.Empty(await ReadAsync(Nodes.ListAsync));
        Assert.Equal(Now, (await FindAsync("n1"))!.RemovedAt);

        Assert.True(await WriteAsync(unit => Nodes.AddAsync(unit, node with { Address = "[::1]:1" })));

        var again = await FindAsync("n1");
        Assert.Equal(node with { Address = "[::1]:1", Revision = 3, ServicesRevision = 3 }, again);
    }

    [Fact]
    public async Task MarkAsync_AfterEachChange_IsOneThatNeverWas()
    {
        var node = await AddNodeAsync("n1");
        var marks = new List<NodeMark> { await ReadAsync(Nodes.MarkAsync) };
        await MarkedAsync(unit => Nodes.RemoveAsync(unit, "n1", Now));
        await MarkedAsync(unit => Nodes.AddAsync(unit, node with { Id = "n2" }));
        await MarkedAsync(unit => Nodes.AddAsync(unit, node));
        await MarkedAsync(unit => Nodes.BumpRevisionAsync(unit, "n2", servicesChanged: false));

        Assert.Equal(5, marks.Distinct().Count());
        Assert.Equal(marks[^1], await ReadAsync(Nodes.MarkAsync));

        async Task MarkedAsync<T>(Func<IUnitOfWork, Task<T>> change)
        {
            await WriteAsync(change);
            marks.Add(await ReadAsync(Nodes.MarkAsync));
        }
    }

    [Fact]
    public async Task BumpRevisionAsync_ManyAtOnce_EachGetsItsOwn()
    {
        await AddNodeAsync("n1");

        var revisions = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => BumpAsync("n1")));

        Assert.Equal(Enumerable.Range(2, 50).Select(i => (long)i), revisions.Order());
    }

    [Fact]
    public async Task BumpRevisionAsync_ServicesChanged_NotesTheRevision()
    {
        await AddNodeAsync("n1");
        await BumpAsync("n1");
        await WriteAsync(unit => Nodes.BumpRevisionAsync(unit, "n1", servicesChanged: true));
        await BumpAsync("n1");

        var node = await FindAsync("n1");
        Assert.Equal((4, 3), (node!.Revision, node.ServicesRevision));
    }

    [Fact]
    public async Task BumpRevisionAsync_UnknownOrRemoved_Throws()
    {
        await AddNodeAsync("n1");
        await WriteAsync(unit => Nodes.RemoveAsync(unit, "n1", Now));

        await Assert.ThrowsAsync<InvalidOperationException>(() => BumpAsync("n1"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => BumpAsync("n2"));
    }

    /// <summary>Whoever sees a revision sees all smaller ones: a link that sends "changes up to 7" must not miss number 6.</summary>
    [Fact]
    public async Task BumpRevisionAsync_WhileReading_RevisionsAppearInOrder()
    {
        await AddNodeAsync("n1");
        await WriteAsync(unit => unit.ExecuteAsync("CREATE TABLE seen (revision BIGINT NOT NULL PRIMARY KEY)"));
        var writing = Task.WhenAll(Enumerable.Range(0, 100).Select(_ => WriteAsync(NoteRevisionAsync)));

        while (!writing.IsCompleted)
        {
            var (newest, count) = await ReadAsync(SeenAsync);
            Assert.Equal(newest - 1, count);
        }

        await writing;
        Assert.Equal((101L, 100L), await ReadAsync(SeenAsync));
    }

    [Fact]
    public async Task Updates_Known_ChangeOnlyTheirValue()
    {
        var node = await AddNodeAsync("n1");

        Assert.True(await WriteAsync(unit => Nodes.SetAddressAsync(unit, "n1", "unix:/run/node")));
        Assert.True(await WriteAsync(unit => Nodes.SetCertificateAsync(unit, "n1", "01ab", "cd", Now)));
        Assert.True(await WriteAsync(unit => Nodes.SetReachAsync(unit, "n1", "other", "https://other/")));
        Assert.False(await WriteAsync(unit => Nodes.SetReachAsync(unit, "n1", "other", "https://other/")));
        Assert.True(await WriteAsync(unit => Nodes.SetReachAsync(unit, "n1", "other", wireGuardTcpUrl: null)));
        Assert.False(await WriteAsync(unit => Nodes.SetReachAsync(unit, "n1", "other", wireGuardTcpUrl: null)));

        var expected = node with
        {
            Address = "unix:/run/node",
            CertificateSerial = "01ab",
            CertificateFingerprint = "cd",
            CertificateEndsAt = Now,
            HostName = "other",
            OwnHostName = "other",
            Revision = 1,
            ServicesRevision = 1,
        };
        Assert.Equal(expected, Assert.Single(await ReadAsync(Nodes.ListAsync)));
    }

    [Fact]
    public async Task SetPreferencesAsync_GivenHostName_StandsBeforeTheNodesOwn()
    {
        await AddNodeAsync("n1");
        IPNetwork[] networks = [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("2001:db8::/32")];

        Assert.True(await SetAsync("n1", new NodePreferences(0, networks, "given")));
        await WriteAsync(unit => Nodes.SetReachAsync(unit, "n1", "own", wireGuardTcpUrl: null));

        var node = (await FindAsync("n1"))!;
        Assert.Equal(("given", "own", "given", 0), (node.HostName, node.OwnHostName, node.GivenHostName, node.Weight));
        Assert.Equal(networks, node.ClientNetworks);
        Assert.True(await SetAsync("n1", new NodePreferences(1000, [], HostName: null)));
        node = (await FindAsync("n1"))!;
        Assert.Equal(("own", "own", null, 1000), (node.HostName, node.OwnHostName, node.GivenHostName, node.Weight));
        Assert.Empty(node.ClientNetworks);
    }

    [Fact]
    public async Task SetPreferencesAsync_WeightOutOfRange_TheDatabaseRefuses()
    {
        await AddNodeAsync("n1");

        await Assert.ThrowsAnyAsync<Exception>(() => SetAsync("n1", new NodePreferences(1001, [], HostName: null)));
        Assert.Equal(Node.DefaultWeight, (await FindAsync("n1"))!.Weight);
    }

    [Fact]
    public async Task SetDrainingAsync_Twice_KeepsItsBeginning()
    {
        await AddNodeAsync("n1");

        Assert.True(await DrainAsync("n1", Now));
        Assert.False(await DrainAsync("n1", Now.AddHours(1)));
        Assert.Equal(Now, (await FindAsync("n1"))!.DrainingSince);
        Assert.True(await DrainAsync("n1", since: null));
        Assert.False(await DrainAsync("n1", since: null));
        Assert.Null((await FindAsync("n1"))!.DrainingSince);
    }

    [Fact]
    public async Task Preferences_RemovedOrUnknownNode_NothingHappens()
    {
        var node = await AddNodeAsync("n1");
        await SetAsync("n1", new NodePreferences(7, [IPNetwork.Parse("10.0.0.0/8")], "given"));
        await DrainAsync("n1", Now);
        await WriteAsync(unit => Nodes.RemoveAsync(unit, "n1", Now));

        Assert.False(await SetAsync("n1", new NodePreferences(8, [], HostName: null)));
        Assert.False(await DrainAsync("n1", since: null));
        Assert.False(await SetAsync("n2", new NodePreferences(8, [], HostName: null)));
        Assert.False(await DrainAsync("n2", Now));

        Assert.True(await WriteAsync(unit => Nodes.AddAsync(unit, node)));
        Assert.Equal(node with { Revision = 2, ServicesRevision = 2 }, await FindAsync("n1"));
    }

    [Fact]
    public async Task Epoch_Raised_GrowsByOne()
    {
        Assert.Equal(1, await ReadAsync(Stores.Epochs.ReadAsync));
        Assert.Equal(2, await WriteAsync(Stores.Epochs.RaiseAsync));
        Assert.Equal(2, await ReadAsync(Stores.Epochs.ReadAsync));
    }

    private Task<bool> SetAsync(string id, NodePreferences preferences) =>
        WriteAsync(unit => Nodes.SetPreferencesAsync(unit, id, preferences));

    private Task<bool> DrainAsync(string id, DateTimeOffset? since) =>
        WriteAsync(unit => Nodes.SetDrainingAsync(unit, id, since));

    private Task<Node?> FindAsync(string id) => ReadAsync(unit => Nodes.FindAsync(unit, id));

    private Task<long> BumpAsync(string id) =>
        WriteAsync(unit => Nodes.BumpRevisionAsync(unit, id, servicesChanged: false));

    private async Task<int> NoteRevisionAsync(IUnitOfWork unit)
    {
        var revision = await Nodes.BumpRevisionAsync(unit, "n1", servicesChanged: false);
        return await unit.ExecuteAsync("INSERT INTO seen (revision) VALUES (@revision)", ("revision", revision));
    }

    private static async Task<(long Newest, long Count)> SeenAsync(IUnitOfWork unit)
    {
        var newest = await unit.FirstAsync("SELECT revision FROM nodes WHERE id = 'n1'", row => row.Long("revision"));
        var count = await unit.FirstAsync("SELECT count(*) AS n FROM seen", row => row.Long("n"));
        return (newest, count);
    }
}

public sealed class NodeStoreSqliteTests() : NodeStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class NodeStorePostgresTests() : NodeStoreTests(DatabaseKind.Postgres);
