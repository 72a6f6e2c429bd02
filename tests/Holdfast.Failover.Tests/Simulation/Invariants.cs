using Holdfast.Failover.Members;
using Holdfast.Failover.Roles;
using Holdfast.Failover.Roles.Actions;
using Holdfast.Failover.Roles.Events;
using Holdfast.Failover.Roles.Reports;

namespace Holdfast.Failover.Tests.Simulation;

/// <summary>
/// What must hold whatever happens:
/// <list type="number">
/// <item>Two active members that hear each other are so for no longer than one interval and the delay of a packet.</item>
/// <item>No epoch is used twice. It is durable where it was made, before anybody hears of it.</item>
/// <item>The term of a claim is higher than all terms that the member has heard since it was started, and than what it stored.</item>
/// <item>A degraded member does not become active.</item>
/// <item>Nobody takes the role from an active member that it hears, unless that one asked for it: there is no fail-back.</item>
/// <item>Who is not active does not have the addresses, at most until its kernel lease ends.</item>
/// <item>A member gives the addresses up to a higher epoch only, whatever the priorities.</item>
/// <item>Nobody claims by itself who is unhealthy, held by the operator, or cut off from everything for a while.</item>
/// <item>A process that stood still is not active when it goes on, if the others can have taken over meanwhile; and it listens before it
/// claims.</item>
/// <item>With a witness, at most one member holds its lease, by its own clock; and two active members, whether they hear each other or not,
/// are so for no longer than it takes to notice silence.</item>
/// <item>In the end, when all faults are over, one member is active, that does not change any more, and its epoch is the highest that anybody
/// knows, durable on all.</item>
/// </list>
/// </summary>
internal sealed class Invariants(World world)
{
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(2);

    /// <summary>To hear that another is silent, and to be heard by it in vain.</summary>
    private static readonly TimeSpan Noticing = WorldOptions.Interval * 8;

    private readonly HashSet<Epoch> _used = [];
    private readonly Dictionary<(int, int), TimeSpan> _bothSince = [];
    private readonly Dictionary<int, TimeSpan> _heardActiveAt = [];
    private readonly Dictionary<int, TimeSpan> _askedAt = [];
    private readonly Dictionary<int, long> _heardTerm = [];
    private TimeSpan _faultyUntil;

    /// <summary>When somebody last became active.</summary>
    public TimeSpan LastTakeover { get; private set; }

    public int Takeovers { get; private set; }

    /// <summary>A fault begins or ends: what members owe each other counts from here.</summary>
    public void Faulty() => _faultyUntil = world.Now;

    /// <summary>Whether a fault that disturbs the network or the processes is under way.</summary>
    public int FaultsUnderWay { get; set; }

    public void Left(SimulatedNode node)
    {
        foreach (
            var pair in _bothSince.Keys.Where(pair => pair.Item1 == node.Index || pair.Item2 == node.Index).ToList()
        )
        {
            _bothSince.Remove(pair);
        }

        _heardTerm.Remove(node.Index);
        _heardActiveAt.Remove(node.Index);
    }

    public void BeforeStep(SimulatedNode node, RoleEvent what)
    {
        if (what is not HeartbeatHeard { Status: { } status } heard)
        {
            return;
        }

        _heardTerm[node.Index] = Math.Max(HeardTerm(node), Math.Max(status.Highest.Term, status.Epoch.Term));
        if (heard is { Kind: Failover.Heartbeat.VrrpKind.Advertisement, Priority: > 0 })
        {
            _heardActiveAt[node.Index] = world.Now;
            if (status.Successor == node.Id)
            {
                _askedAt[node.Index] = world.Now;
            }
        }
        else if (heard is { Kind: Failover.Heartbeat.VrrpKind.Advertisement })
        {
            _heardActiveAt.Remove(node.Index);
        }
    }

    public void AfterStep(SimulatedNode node, RoleState before, RoleStep step, RoleEvent what)
    {
        if (before.Role == Role.Standby && node.State!.Role == Role.Claiming)
        {
            CheckClaim(node, node.State);
        }

        if (what is HeartbeatHeard { Status: { } status } && step.Actions.OfType<DropAddresses>().Any(GivesUp))
        {
            Require(status.Epoch > before.Held, node, $"gave {before.Held} up to {status.Epoch}");
        }

        if (node.IsActive && node.ThawedAt == world.Now)
        {
            Require(node.FrozenFor < WorldOptions.Interval * 3.1, node, "goes on being active after it was frozen");
        }

        foreach (var action in step.Actions)
        {
            Check(node, action);
        }

        if (node.IsActive || before.Role == Role.Active)
        {
            CheckPairs(node);
        }

        Require(node.IsActive || node.AddressUntil <= world.Now, node, "has the addresses and is not active");
        CheckLeases(node);
    }

    public void CheckEnd(TimeSpan quietSince)
    {
        var active = world.Nodes.Where(node => node.IsActive).ToList();
        if (active.Count != 1)
        {
            throw new InvariantException($"{active.Count} are active in the end");
        }

        if (world.Nodes.Any(node => node.State!.Highest > active[0].State!.Held))
        {
            throw new InvariantException("the active one has not the highest epoch in the end");
        }

        Require(
            !world.Options.Preempts || active[0].Index == 0,
            active[0],
            "is active in the end, and another has priority"
        );
        foreach (var node in world.Nodes)
        {
            Require(node.Disk.Durable >= active[0].State!.Held, node, "has not stored what it heard, in the end");
        }

        if (LastTakeover > quietSince)
        {
            throw new InvariantException(
                $"the role moved at {LastTakeover.TotalSeconds:0.000}, long after the last fault"
            );
        }
    }

    private void Check(SimulatedNode node, RoleAction action)
    {
        switch (action)
        {
            case TakeAddresses take:
                (LastTakeover, Takeovers) = (world.Now, Takeovers + 1);
                CheckEpoch(node, take.Epoch);
                CheckTakeover(node);
                break;
            case Report { What: EpochRaised raised }:
                CheckEpoch(node, raised.After);
                break;
            case SendHeartbeat { Status: { Role: Role.Active } status }:
                Require(node.Disk.Durable >= status.Epoch, node, $"advertises {status.Epoch}, which is not durable");
                break;
        }
    }

    private void CheckEpoch(SimulatedNode node, Epoch epoch)
    {
        Require(_used.Add(epoch), node, $"uses {epoch} again");
        Require(epoch.Member == node.Id, node, $"uses {epoch}, which is another's");
        Require(epoch.Term > HeardTerm(node), node, $"uses {epoch} after it heard of term {HeardTerm(node)}");
        Require(node.Disk.Durable >= epoch, node, $"uses {epoch}, which is not durable");
    }

    private void CheckClaim(SimulatedNode node, RoleState state)
    {
        Require(node.Standing == DatabaseStanding.InStep || state.DegradedAllowed, node, "claims degraded");
        Require(state.Health.Verdict != HealthVerdict.Failed, node, "claims although its health has failed");
        Require(!state.OnHold, node, "claims on hold");
        if (state.Claim!.Reason == ChangeReason.SwitchOver)
        {
            return;
        }

        var cutOff = node.UplinkDown ? world.Now - node.UplinkDownSince : TimeSpan.Zero;
        Require(!world.Options.TestsIsolation || cutOff < TimeSpan.FromSeconds(2.2), node, "claims, cut off");
        var listened = world.Now - node.ThawedAt;
        Require(
            node.FrozenFor < WorldOptions.Interval * 2.1 || listened > WorldOptions.Interval * 2.9,
            node,
            $"claims {listened.TotalMilliseconds:0} ms after it was frozen"
        );
    }

    private void CheckTakeover(SimulatedNode node)
    {
        var silence = world.Now - _heardActiveAt.GetValueOrDefault(node.Index, TimeSpan.MinValue / 2);
        var asked = world.Now - _askedAt.GetValueOrDefault(node.Index, TimeSpan.MinValue / 2);
        Require(
            silence > (WorldOptions.Interval * 2.9) || asked < TimeSpan.FromSeconds(4),
            node,
            $"takes over after {silence.TotalMilliseconds:0} ms of silence"
        );
    }

    private void CheckPairs(SimulatedNode node)
    {
        foreach (var other in world.Nodes.Where(other => other != node))
        {
            var pair = (Math.Min(node.Index, other.Index), Math.Max(node.Index, other.Index));
            if (!node.IsActive || !other.IsActive)
            {
                _bothSince.Remove(pair);
                continue;
            }

            _bothSince.TryAdd(pair, world.Now);
            CheckRivals(node, other, _bothSince[pair]);
        }
    }

    private void CheckRivals(SimulatedNode node, SimulatedNode other, TimeSpan since)
    {
        if (node.Frozen || other.Frozen)
        {
            return;
        }

        if (world.Options.Witness)
        {
            var latest = new[] { since, node.ThawedAt, other.ThawedAt }.Max();
            Require(world.Now - latest <= Noticing, node, $"and {other.Id} both active, with a witness");
        }

        if (FaultsUnderWay == 0)
        {
            var both = world.Now - (since > _faultyUntil ? since : _faultyUntil);
            Require(
                both <= WorldOptions.Interval + WorldOptions.LongestDelay + Slack,
                node,
                $"and {other.Id} both active"
            );
        }
    }

    /// <summary>Because of somebody else, not because time has passed.</summary>
    private static bool GivesUp(DropAddresses drop) =>
        drop.Reason is not (ChangeReason.Paused or ChangeReason.WitnessLost or ChangeReason.Isolated);

    /// <summary>By each member's own clock; that of a frozen one goes on.</summary>
    private void CheckLeases(SimulatedNode node)
    {
        if (!world.Options.Witness || !HasLease(node))
        {
            return;
        }

        var rival = world.Nodes.FirstOrDefault(other => other != node && HasLease(other));
        Require(rival is null, node, $"and {rival?.Id} both hold the witness's lease");
    }

    private bool HasLease(SimulatedNode node) =>
        node.State is { Witness.Fence: not 0 } state && node.Clock(world.Now) < state.Witness.Until;

    private long HeardTerm(SimulatedNode node) => _heardTerm.GetValueOrDefault(node.Index);

    private static void Require(bool holds, SimulatedNode node, string otherwise)
    {
        if (!holds)
        {
            throw new InvariantException($"{node.Id} {otherwise}");
        }
    }
}
