using Holdfast.Model.Problems;

namespace Holdfast.Node;

/// <summary>What can be wrong with a node and its data plane. Hundred 16.</summary>
public static class NodeProblems
{
    public static readonly ProblemKind HomeUnusable = new(
        "HF-1601",
        "The node's state folder cannot be used",
        "Give the node a folder that it may read and write, with --home or HOLDFAST_HOME."
    );

    public static readonly ProblemKind AlreadyRuns = new(
        "HF-1602",
        "Another node already runs on this state folder",
        "Stop it first, or give this one a folder of its own."
    );

    public static readonly ProblemKind StateDamaged = new(
        "HF-1603",
        "The stored desired state is damaged",
        "Nothing on the data plane is touched; the node asks a portal for everything again. The damaged files are kept in a folder damaged-… beside it; look at the disk."
    );

    public static readonly ProblemKind StateNotSaved = new(
        "HF-1604",
        "The desired state cannot be written to the disk",
        "The data plane is up to date, but a restart without a portal would bring back an older state: free space on the disk or repair it."
    );

    public static readonly ProblemKind PlaneFailed = new(
        "HF-1605",
        "A part of the data plane failed as a whole",
        "The node goes on trying. The node's log says what happened."
    );

    public static readonly ProblemKind OutboxNotSaved = new(
        "HF-1606",
        "Events cannot be written to the disk",
        "They wait in memory and are lost if the node ends: free space on the disk or repair it."
    );

    public static readonly ProblemKind CertificateRefused = new(
        "HF-1607",
        "A certificate from the portal cannot be used",
        "The node asks again. Look at the clocks of node and portal, and at the node's disk."
    );

    public static readonly ProblemKind SettingRefused = new(
        "HF-1608",
        "The kernel refused a setting that a node needs",
        "Let the node change it, or set net.ipv4.ip_forward and net.ipv6.conf.all.forwarding to 1 for it."
    );

    public static readonly ProblemKind CannotListen = new(
        "HF-1609",
        "The node cannot listen for portals",
        "Free the address or choose another with --listen."
    );

    public static readonly ProblemKind OutboxFull = new(
        "HF-1618",
        "Sessions are missing in the books: no portal took the node's events for long",
        "Whole sessions that began and ended meanwhile were forgotten, the oldest first; traffic was never affected. See why no portal reached the node."
    );

    public static readonly ProblemKind NoRights = new(
        "HF-1614",
        "The node lacks rights",
        "Start it as root, or give it CAP_NET_ADMIN and CAP_NET_RAW."
    );

    public static readonly ProblemKind ToolMissing = new(
        "HF-1615",
        "Something that the node needs is not on this machine",
        "Install it: apt-get install nftables openvpn wireguard-go iproute2; a container needs the device /dev/net/tun."
    );

    public static readonly ProblemKind OptionWrong = new(
        "HF-1616",
        "An option of the node is wrong",
        "Correct it and start the node again."
    );

    public static readonly ProblemKind NotRemoved = new(
        "HF-1617",
        "Something of the node could not be taken away",
        "Try again; the detail says what is in the way."
    );
}
