namespace Holdfast.Model.DesiredState;

/// <summary>All that a node runs for one profile.</summary>
public sealed record ProfileServices
{
    public required string ProfileId { get; init; }

    public WireGuardService? WireGuard { get; init; }

    /// <summary>One for each server process.</summary>
    public IReadOnlyList<OpenVpnService> OpenVpn { get; init; } = [];

    public required ForwardingRules Forwarding { get; init; }
}
