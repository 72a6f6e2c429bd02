using Holdfast.Failover.Members;
using Holdfast.Failover.Roles;
using Holdfast.Failover.Roles.Events;
using Holdfast.Failover.Roles.Rules;

namespace Holdfast.Failover.Tests.Simulation;

/// <summary>The simulation can fail: each rule that is left out or bent is noticed, and for the right reason.</summary>
public sealed class MutationTests
{
    private const int Seeds = 60;
    private static readonly TimeSpan Faults = TimeSpan.FromSeconds(20);
    private static readonly WorldOptions Plain = new(Nodes: 3);
    private static readonly WorldOptions Witnessed = new(Nodes: 2, Witness: true, Paths: 2, TestsIsolation: true);

    [Fact]
    public void Outranks_ByPriority_IsNoticed() =>
        AssertNoticed(
            Plain,
            new RuleSet { Outranks = (_, _, theirs, ours) => theirs > ours },
            "gave",
            "both active",
            "highest epoch in the end"
        );

    [Fact]
    public void Outranks_Never_IsNoticed() =>
        AssertNoticed(Plain, new RuleSet { Outranks = (_, _, _, _) => false }, "both active");

    [Fact]
    public void NextEpoch_OfTheSameTerm_IsNoticed() =>
        AssertNoticed(
            Plain,
            new RuleSet { NextEpoch = (highest, self) => new Epoch(Math.Max(highest.Term, 1), self) },
            "again",
            "in the end"
        );

    [Fact]
    public void Claim_NotStored_IsNoticed() => AssertNoticed(Plain, new RuleSet { StoresFirst = false }, "not durable");

    [Fact]
    public void Pause_Ignored_IsNoticed() =>
        AssertNoticed(Plain, new RuleSet { Pause = (_, _) => { } }, "after it was frozen");

    [Fact]
    public void WithoutObstacle_ActiveHeard_IsNoticed() =>
        AssertNoticed(Plain, Without(Obstacles.ActiveHeard), "ms of silence", "both active");

    [Fact]
    public void WithoutObstacle_Listening_IsNoticed() =>
        AssertNoticed(Plain, Without(Obstacles.Listening), "ms after it was frozen");

    [Fact]
    public void WithoutObstacle_Degraded_IsNoticed() =>
        AssertNoticed(Plain, Without(Obstacles.Degraded), "claims degraded");

    [Fact]
    public void WithoutObstacle_OnHold_IsNoticed() => AssertNoticed(Plain, Without(Obstacles.OnHold), "claims on hold");

    [Fact]
    public void WithoutObstacle_Isolated_IsNoticed() =>
        AssertNoticed(Witnessed, Without(Obstacles.Isolated), "claims, cut off");

    [Fact]
    public void WithoutRule_Witness_IsNoticed() =>
        AssertNoticed(Witnessed, Without(WitnessRule.Apply), "with a witness", "are active in the end");

    [Fact]
    public void WithoutRule_Raise_IsNoticed()
    {
        Assert.Null(PlayWastedClaim(RuleSet.Standard));
        Assert.Equal(
            "the active one has not the highest epoch in the end",
            PlayWastedClaim(Without(RaiseRule.Apply))?.Message
        );
    }

    [Fact]
    public void WithoutRule_KeepHighest_IsNoticed() =>
        AssertNoticed(Plain, Without(KeepHighestRule.Apply), "has not stored");

    [Fact]
    public void WithoutRule_Claim_IsNoticed() =>
        AssertNoticed(Plain, Without(ClaimRule.Apply), "0 are active in the end");

    [Fact]
    public void WithoutRule_Heartbeat_IsNoticed() =>
        AssertNoticed(Plain, Without(HeartbeatRule.Apply), "both active", "are active in the end");

    private static RuleSet Without(Func<Turn, ClaimObstacle?> obstacle) =>
        new() { Obstacles = [.. RuleSet.Standard.Obstacles.Where(rule => rule != obstacle)] };

    private static RuleSet Without(Action<Turn> rule) =>
        new() { TimeRules = [.. RuleSet.Standard.TimeRules.Where(other => other != rule)] };

    /// <summary>A switch over that is undone because the successor's disk is slow: its epoch is stored long after, for nothing.</summary>
    private static InvariantException? PlayWastedClaim(RuleSet rules)
    {
        var world = new World(new WorldOptions(Nodes: 2) { Rules = rules }, seed: 1);
        world.Nodes[0].Start();
        world.Nodes[1].Start();
        world.RunUntil(TimeSpan.FromSeconds(2));
        world.Nodes[1].Disk.Slowness = TimeSpan.FromMinutes(1);
        world.Nodes[0].Tell(new SwitchOverAsked(MemberId.Nobody));
        world.RunUntil(TimeSpan.FromMinutes(5));
        return (InvariantException?)Record.Exception(() => world.Invariants.CheckEnd(TimeSpan.FromSeconds(2)));
    }

    private static void AssertNoticed(WorldOptions options, RuleSet rules, params string[] because)
    {
        var mutant = options with { Rules = rules };
        var wrong = Enumerable
            .Range(1, Seeds)
            .Select(seed => Story.Play(mutant, seed, Faults).Wrong)
            .FirstOrDefault(found => found is not null);

        Assert.NotNull(wrong);
        var what = wrong.Split('\n')[0];
        Assert.True(because.Any(what.Contains), what);
    }
}
