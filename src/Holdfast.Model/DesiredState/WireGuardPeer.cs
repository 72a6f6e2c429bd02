using System.Net;
using Holdfast.Model.Keys;

namespace Holdfast.Model.DesiredState;

/// <summary>A WireGuard configuration on a node.</summary>
public sealed record WireGuardPeer
{
    public required Guid ConfigurationId { get; init; }

    public required string ProfileId { get; init; }

    public required WireGuardKey PublicKey { get; init; }

    public WireGuardKey? PresharedKey { get; init; }

    public required IPAddress Address4 { get; init; }

    public required IPAddress Address6 { get; init; }

    /// <summary>The node removes the peer by itself at this moment.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
