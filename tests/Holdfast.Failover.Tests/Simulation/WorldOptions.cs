using Holdfast.Failover.Members;
using Holdfast.Failover.Roles;
using Holdfast.Failover.Roles.Rules;

namespace Holdfast.Failover.Tests.Simulation;

/// <summary>What kind of group is played with.</summary>
internal sealed record WorldOptions(int Nodes, bool Witness = false, int Paths = 1, bool TestsIsolation = false)
{
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Of an address in the kernel.</summary>
    public static readonly TimeSpan AddressLease = TimeSpan.FromSeconds(1);

    /// <summary>Of the witness.</summary>
    public static readonly TimeSpan WitnessLease = TimeSpan.FromSeconds(3);

    /// <summary>No packet is under way for longer, unless a fault delays it.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(5);

    /// <summary>Heartbeats travel as bytes, and somebody on the network records, replays and forges them.</summary>
    public bool OnTheWire { get; init; }

    public bool Preempts { get; init; }

    public RuleSet Rules { get; init; } = RuleSet.Standard;

    /// <summary>Clocks of the nodes begin anywhere and do not run equally fast.</summary>
    public double ClockDrift { get; init; } = 0.002;

    public RoleConfig Config(int index) =>
        new()
        {
            Self = Id(index),
            Members = [.. Enumerable.Range(0, Nodes).Select(Id)],
            Priority = (byte)(200 - (25 * index)),
            Interval = Interval,
            Paths = Paths,
            Preempts = Preempts,
            HasWitness = Witness,
            TestsIsolation = TestsIsolation,
            Patience = new RolePatience { Recovery = TimeSpan.FromSeconds(1) },
        };

    public static MemberId Id(int index) => new((byte)(index + 1));
}
