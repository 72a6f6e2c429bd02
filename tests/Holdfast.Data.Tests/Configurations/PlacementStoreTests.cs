using Holdfast.Data.Configurations;
using Holdfast.Data.Users;
using Holdfast.Model.Profiles;

namespace Holdfast.Data.Tests.Configurations;

public abstract class PlacementStoreTests(DatabaseKind kind) : ConfigurationFixture(kind)
{
    private PlacementStore Placements => Stores.Placements;

    [Fact]
    public async Task ChangedSinceAsync_CameAndWent_InTheOrderOfTheRevisions()
    {
        var user = await SetUpAsync();
        await AddAsync(Configuration(user, 1), revision: 2);
        var added = await AddAsync(Configuration(user, 2), revision: 4);
        var removed = await AddAsync(Configuration(user, 3), revision: 2);
        await AddAsync(Configuration(user, 4), revision: 6);
        await RemoveAsync(removed, Now, revision: 3);

        var changes = await ReadAsync(unit => Placements.ChangedSinceAsync(unit, NodeId, from: 2, to: 5));

        Assert.Equal([(removed.Id, true), (added.Id, false)], changes.Select(c => (c.Configuration.Id, c.Ended)));
        Assert.Equal(added, changes[1].Configuration);
    }

    [Fact]
    public async Task AddAsync_SeveralNodes_IsLiveOnEach()
    {
        var made = OpenVpn(await SetUpAsync(), 1);

        Assert.True(await WriteAsync(unit => Configurations.AddAsync(unit, made, [new("n2", 7), new(NodeId, 3)])));

        Assert.Equal([NodeId, "n2"], await ReadAsync(unit => Configurations.NodesOfAsync(unit, made.Id)));
        Assert.Equal([made], await ReadAsync(unit => Placements.LivingOnAsync(unit, NodeId)));
        Assert.Equal([made], await ReadAsync(unit => Placements.LivingOnAsync(unit, "n2")));
        Assert.Empty(await ReadAsync(unit => Placements.ChangedSinceAsync(unit, NodeId, from: 3, to: 9)));
        Assert.Single(await ReadAsync(unit => Placements.ChangedSinceAsync(unit, "n2", from: 3, to: 9)));
    }

    [Fact]
    public async Task RemoveAsync_SeveralNodes_EveryNodeIsTold()
    {
        var made = OpenVpn(await SetUpAsync(), 1);
        await WriteAsync(unit => Configurations.AddAsync(unit, made, [new(NodeId, 2), new("n2", 2)]));

        await WriteAsync(unit => Configurations.RemoveAsync(unit, made.Id, [new(NodeId, 3), new("n2", 9)], "t", Now));

        Assert.Empty(await ReadAsync(unit => Configurations.NodesOfAsync(unit, made.Id)));
        Assert.True(Assert.Single(await ChangesAsync(NodeId, 2, 3)).Ended);
        Assert.True(Assert.Single(await ChangesAsync("n2", 8, 9)).Ended);
    }

    [Fact]
    public async Task PutAllAsync_NewNode_GetsTheLivingOfTheProfileAndProtocol()
    {
        var user = await SetUpAsync();
        var living = await AddAsync(OpenVpn(user, 1));
        await RemoveAsync(await AddAsync(OpenVpn(user, 2)), Now);
        await AddAsync(Configuration(user, 1));
        await AddAsync(OpenVpn(user, 1) with { ProfileId = "other" });

        Assert.True(await LacksSomeAsync("n2"));
        Assert.Equal(1, await PutAllAsync("n2", 5));

        Assert.False(await LacksSomeAsync("n2"));
        Assert.Equal([living], await ReadAsync(unit => Placements.LivingOnAsync(unit, "n2")));
        Assert.Equal(0, await PutAllAsync("n2", 6));
        Assert.Equal([NodeId, "n2"], await NodesAsync());
    }

    [Fact]
    public async Task EndAllAsync_NodeLeavesAndReturns_IsToldBoth()
    {
        var user = await SetUpAsync();
        var living = await AddAsync(OpenVpn(user, 1));
        await PutAllAsync("n2", 5);

        Assert.Equal(1, await EndAllAsync("n2", 6));
        Assert.True(Assert.Single(await ChangesAsync("n2", 5, 6)).Ended);
        Assert.Equal([NodeId], await NodesAsync());
        Assert.Equal([NodeId], await ReadAsync(unit => Configurations.NodesOfAsync(unit, living.Id)));
        Assert.Equal(0, await EndAllAsync("n2", 7));

        Assert.Equal(1, await PutAllAsync("n2", 8));
        Assert.False(Assert.Single(await ChangesAsync("n2", 7, 8)).Ended);
    }

    private static Configuration OpenVpn(User user, int slot) =>
        Configuration(user, slot) with
        {
            Protocol = Protocol.OpenVpn,
            PublicKey = null,
        };

    private async Task<User> SetUpAsync()
    {
        await AddNodeAsync(NodeId);
        await AddNodeAsync("n2");
        return await AddUserAsync("anna");
    }

    private Task<bool> LacksSomeAsync(string node) =>
        ReadAsync(unit => Placements.LacksSomeAsync(unit, ProfileId, Protocol.OpenVpn, node));

    private Task<int> PutAllAsync(string node, long revision) =>
        WriteAsync(unit => Placements.PutAllAsync(unit, ProfileId, Protocol.OpenVpn, new(node, revision)));

    private Task<int> EndAllAsync(string node, long revision) =>
        WriteAsync(unit => Placements.EndAllAsync(unit, ProfileId, Protocol.OpenVpn, new(node, revision)));

    private Task<IReadOnlyList<string>> NodesAsync() =>
        ReadAsync(unit => Placements.NodesOfProfileAsync(unit, ProfileId, Protocol.OpenVpn));

    private Task<IReadOnlyList<PlacedConfiguration>> ChangesAsync(string node, long from, long to) =>
        ReadAsync(unit => Placements.ChangedSinceAsync(unit, node, from, to));
}

public sealed class PlacementStoreSqliteTests() : PlacementStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class PlacementStorePostgresTests() : PlacementStoreTests(DatabaseKind.Postgres);
