using System.Net;
using Holdfast.Failover.Witness;

namespace Holdfast.Failover.Witnessing;

/// <summary>What a witness is told: <c>witness.json</c>.</summary>
public sealed record WitnessFile
{
    /// <summary>Where it listens; the default is every address of IPv6 and IPv4.</summary>
    public IPAddress Address { get; init; } = IPAddress.IPv6Any;

    /// <summary>UDP.</summary>
    public int Port { get; init; } = WitnessFormat.DefaultPort;

    /// <summary>For which it is the witness, 1 to 256.</summary>
    public required IReadOnlyList<WitnessedGroup> Groups { get; init; }
}
