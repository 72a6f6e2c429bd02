using System.Diagnostics.CodeAnalysis;

namespace Holdfast.Failover.Heartbeat;

/// <summary>A heartbeat, or why there is none.</summary>
public readonly record struct HeartbeatReading(HeartbeatRefusal Refusal, HeardHeartbeat? Heartbeat)
{
    [MemberNotNullWhen(true, nameof(Heartbeat))]
    public bool Accepted => Refusal == HeartbeatRefusal.None;
}
