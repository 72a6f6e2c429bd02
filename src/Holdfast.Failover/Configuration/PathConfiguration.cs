using Holdfast.Failover.Heartbeat;

namespace Holdfast.Failover.Configuration;

/// <summary>How heartbeats travel.</summary>
public sealed record PathConfiguration
{
    public required string Network { get; init; }

    public Carrier Carrier { get; init; }

    /// <summary>For UDP.</summary>
    public int Port { get; init; } = 3112;
}
