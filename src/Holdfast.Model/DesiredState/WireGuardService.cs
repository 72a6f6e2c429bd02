using System.Net;
using Holdfast.Model.Keys;

namespace Holdfast.Model.DesiredState;

/// <summary>One WireGuard interface.</summary>
public sealed record WireGuardService
{
    /// <summary>At most 15 characters, unique on the node, see <see cref="DeviceNames"/>.</summary>
    public required string Interface { get; init; }

    /// <summary>UDP.</summary>
    public required int Port { get; init; }

    public required WireGuardKey PrivateKey { get; init; }

    public required int Mtu { get; init; }

    public required IPNetwork Pool4 { get; init; }

    public required IPNetwork Pool6 { get; init; }

    /// <summary>WireGuard inside TCP leads to this interface.</summary>
    public required bool Tcp { get; init; }

    /// <summary>The unit of the failover group whose active node serves its clients; null: this node serves its own.</summary>
    public int? Unit { get; init; }
}
