using Holdfast.Model.Problems;

namespace Holdfast.Node.WireGuard;

/// <summary>What can be wrong with WireGuard on a node.</summary>
public static class WireGuardProblems
{
    public static readonly ProblemKind ServiceFailed = new(
        "HF-1610",
        "A WireGuard interface does not work",
        "The node goes on trying. Look whether its UDP port is free, and at the detail."
    );

    public static readonly ProblemKind PeerRefused = new(
        "HF-1611",
        "WireGuard refused a peer",
        "Let the user make a new configuration; its key may be one that no client can have."
    );

    public static readonly ProblemKind KeyTwice = new(
        "HF-1612",
        "Two configurations of a profile have the same public key",
        "Remove one of them; only one can work."
    );

    public static readonly ProblemKind NoService = new(
        "HF-1613",
        "The node runs no WireGuard for this profile",
        "Wait for the next update from the portal, or look why the profile's service failed."
    );

    public static readonly ProblemKind Silent = new(
        "HF-1619",
        "A WireGuard interface answers no handshakes",
        "No new client is sent to the node meanwhile. Look whether wireguard-go hangs, and whether loopback traffic is filtered."
    );
}
