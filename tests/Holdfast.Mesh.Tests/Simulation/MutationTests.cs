using Holdfast.Mesh.Claims;
using Holdfast.Mesh.Core;

namespace Holdfast.Mesh.Tests.Simulation;

/// <summary>The simulation can fail: each rule that is left out or bent is noticed, and for the right reason.</summary>
public sealed class MutationTests
{
    private const int Seeds = 40;

    /// <summary>Each host has a list of its own: what VpnCloud does.</summary>
    [Fact]
    public void Order_OfEachHostsOwn_IsNoticed()
    {
        static Comparison<Candidate> Order(int host) =>
            (left, right) => (left.Host.Hint ^ (ulong)host << 56).CompareTo(right.Host.Hint ^ (ulong)host << 56);
        AssertNoticed(
            new WorldOptions(5, 3) { RulesOf = host => SimulationTests.Rules with { Order = Order(host * 37) } },
            "they disagree"
        );
    }

    [Fact]
    public void Refutation_LeftOut_IsNoticed() =>
        AssertNoticed(With(SimulationTests.Rules with { Refutes = false }), "misses", "they disagree");

    [Fact]
    public void Sync_LeftOut_IsNoticed() =>
        AssertNoticed(With(SimulationTests.Rules with { Syncs = false }), "misses", "old record", "they disagree");

    [Fact]
    public void Renewal_LeftOut_LetsTheFrozenComeBackFirst()
    {
        var world = new World(
            new WorldOptions(3) { Rules = SimulationTests.Rules with { RenewsClaims = false } },
            seed: 5
        );
        world.StartAll();
        world.Run(TimeSpan.FromSeconds(8));
        world.Hosts[0].Freeze();
        world.Run(TimeSpan.FromSeconds(3));
        Assert.Equal(world.Hosts[1].Id, world.Hosts[2].HolderOf(World.Shared));
        world.Hosts[0].Thaw();
        world.Run(TimeSpan.FromSeconds(20));

        Assert.Equal(world.Hosts[0].Id, world.Hosts[2].HolderOf(World.Shared));
    }

    private static WorldOptions With(MeshRules rules) => new(5, 3) { Rules = rules };

    private static void AssertNoticed(WorldOptions options, params string[] because)
    {
        var wrong = Enumerable
            .Range(1, Seeds)
            .Select(seed => Story.Play(options, seed, TimeSpan.FromSeconds(30)).Wrong)
            .FirstOrDefault(found => found is not null);

        Assert.NotNull(wrong);
        var what = wrong.Split('\n')[0];
        Assert.True(because.Any(what.Contains), what);
    }
}
