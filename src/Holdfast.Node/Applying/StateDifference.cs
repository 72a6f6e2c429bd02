using Holdfast.Model.DesiredState;

namespace Holdfast.Node.Applying;

/// <summary>What is different between two states of a node.</summary>
public sealed record StateDifference
{
    /// <summary>Added, or changed in any way.</summary>
    public IReadOnlyList<ProfileServices> Services { get; init; } = [];

    public IReadOnlyList<ProfileServices> RemovedServices { get; init; } = [];

    /// <summary>Added, or changed in any way.</summary>
    public IReadOnlyList<WireGuardPeer> Peers { get; init; } = [];

    /// <summary>As they were. Also the old form of a peer whose public key or profile changed.</summary>
    public IReadOnlyList<WireGuardPeer> RemovedPeers { get; init; } = [];

    /// <summary>Added, or changed in any way.</summary>
    public IReadOnlyList<OpenVpnClient> Clients { get; init; } = [];

    /// <summary>As they were.</summary>
    public IReadOnlyList<OpenVpnClient> RemovedClients { get; init; } = [];

    /// <summary>The node is to be emptied from now on, or no longer.</summary>
    public bool DrainChanged { get; init; }

    public bool IsEmpty =>
        Services.Count == 0
        && RemovedServices.Count == 0
        && Peers.Count == 0
        && RemovedPeers.Count == 0
        && Clients.Count == 0
        && RemovedClients.Count == 0
        && !DrainChanged;
}
