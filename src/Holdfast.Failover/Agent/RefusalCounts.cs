using System.Collections.Immutable;
using Holdfast.Failover.Heartbeat;

namespace Holdfast.Failover.Agent;

/// <summary>How many packets were refused, by reason. Counted by one thread, read by any.</summary>
internal sealed class RefusalCounts
{
    private readonly long[] _counts = new long[Enum.GetValues<HeartbeatRefusal>().Length];

    public void Count(HeartbeatRefusal refusal) => Interlocked.Increment(ref _counts[(int)refusal]);

    /// <summary>Those that have happened.</summary>
    public ImmutableDictionary<HeartbeatRefusal, long> Read() =>
        Enum.GetValues<HeartbeatRefusal>()
            .Select(refusal => KeyValuePair.Create(refusal, Interlocked.Read(ref _counts[(int)refusal])))
            .Where(entry => entry.Value > 0)
            .ToImmutableDictionary();
}
