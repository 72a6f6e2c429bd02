using Holdfast.Model.DesiredState;

namespace Holdfast.Link.Messages;

/// <summary>Everything the node should make real. Replaces what it had; what is the same stays untouched.</summary>
/// <param name="Draining">See <see cref="NodeState.Draining"/>; null: the portal is older than this.</param>
public sealed record Snapshot(
    Revision Revision,
    IReadOnlyList<ProfileServices> Services,
    IReadOnlyList<WireGuardPeer> Peers,
    IReadOnlyList<OpenVpnClient> Clients,
    bool? Draining = null
) : LinkMessage;
