using System.Net;
using Holdfast.Data.Failover;
using Holdfast.Model.Failover;

namespace Holdfast.Data.Tests.Failover;

public abstract class FailoverGroupStoreTests(DatabaseKind kind) : StoreTests(kind)
{
    private static readonly CommittedGroup Group = new()
    {
        Id = new Guid("5e0c8f2e-31a5-4c3b-9c0b-0d6a7a3c1a11"),
        Members = [new(1, "node-1"), new(2, "node-2")],
        Units = [new(51, "outside", [IPAddress.Parse("192.0.2.10"), IPAddress.Parse("2001:db8::10")])],
        Networks =
        [
            new("n1", new Dictionary<int, string> { [1] = "eth0", [2] = "ens3" }, [IPAddress.Parse("192.0.2.10")]),
        ],
        Paths = [new("n1", new Dictionary<int, IPAddress> { [1] = IPAddress.Parse("192.0.2.11") })],
        Options = new()
        {
            Carrier = HeartbeatCarrier.Udp,
            Witness = new(IPAddress.Parse("198.51.100.5"), 3113),
            Links = [new("node-2", IPAddress.Parse("192.0.2.10"), "ens3")],
        },
        LastMember = 2,
    };

    protected FailoverGroupStore Groups => Stores.FailoverGroups;

    [Fact]
    public async Task ReadAsync_NothingCommitted_IsNone() =>
        Assert.Equal(StoredFailoverGroup.None, await ReadAsync(Groups.ReadAsync));

    [Fact]
    public async Task PutAsync_AGroup_IsReadAsItWas()
    {
        var put = await WriteAsync(unit => Groups.PutAsync(unit, Group, expected: 0, Now));

        Assert.Equal(1, put!.Revision);
        var read = await ReadAsync(Groups.ReadAsync);
        Assert.Equal((1, Now), (read.Revision, read.UpdatedAt));
        Assert.Equal(Group.Members, read.Group!.Members);
        Assert.Equal(Group.Units[0].Addresses, read.Group.Units[0].Addresses);
        Assert.Equal("ens3", read.Group.Networks[0].Links[2]);
        Assert.Equal(IPAddress.Parse("192.0.2.11"), read.Group.Paths[0].Addresses[1]);
        Assert.Equal(Group.Options.Witness, read.Group.Options.Witness);
        Assert.Equal(Group.Options.Links, read.Group.Options.Links);
    }

    [Fact]
    public async Task PutAsync_AnotherWasFaster_NothingIsChanged()
    {
        await WriteAsync(unit => Groups.PutAsync(unit, Group, expected: 0, Now));

        Assert.Null(await WriteAsync(unit => Groups.PutAsync(unit, Group, expected: 0, Now)));
        Assert.Equal(1, (await ReadAsync(Groups.ReadAsync)).Revision);
    }

    [Fact]
    public async Task PutAsync_RemovedAndAgain_RevisionsGrow()
    {
        await WriteAsync(unit => Groups.PutAsync(unit, Group, expected: null, Now));
        var removed = await WriteAsync(unit => Groups.PutAsync(unit, group: null, expected: null, Now));
        Assert.Null((await ReadAsync(Groups.ReadAsync)).Group);
        var again = await WriteAsync(unit => Groups.PutAsync(unit, Group, expected: null, Now));

        Assert.Equal((2, 3), (removed!.Revision, again!.Revision));
    }

    [Fact]
    public async Task PutAsync_ManyAtOnce_OneWins()
    {
        var put = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => WriteAsync(unit => Groups.PutAsync(unit, Group, expected: 0, Now)))
        );

        Assert.Single(put, stored => stored is not null);
    }
}

public sealed class FailoverGroupStoreSqliteTests() : FailoverGroupStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class FailoverGroupStorePostgresTests() : FailoverGroupStoreTests(DatabaseKind.Postgres);
