using Holdfast.Model.Problems;

namespace Holdfast.Node.Takeover;

/// <summary>What keeps a node from taking over. HF-1670 to HF-1679.</summary>
public static class TakeoverProblems
{
    public static readonly ProblemKind NoAgent = new(
        "HF-1670",
        "No failover agent tells who is active",
        "Start holdfast failover on this machine; until then the node serves no clients of shared profiles."
    );

    public static readonly ProblemKind SyncPortTaken = new(
        "HF-1671",
        "The port for the other nodes of the group cannot be used",
        "Free the UDP port, or choose another one with --sync-port on all nodes; until then clients wait 15 seconds after a takeover."
    );

    public static readonly ProblemKind ClockBehind = new(
        "HF-1672",
        "The clock is behind that of another node",
        "Let both follow the same time servers: clients refuse handshakes whose time is before that of an earlier one."
    );

    public static readonly ProblemKind SourceRefused = new(
        "HF-1673",
        "The kernel refuses the routes of a virtual address",
        "Look whether the interfaces of the failover group exist and are up; the node tries again by itself."
    );

    public static readonly ProblemKind ConnectionsNotShared = new(
        "HF-1674",
        "The other node does not know the connections that are translated here",
        "Install conntrackd on both nodes, and let it have its UDP port between them; until then connections through address translation end at a takeover."
    );

    public static readonly ProblemKind ConnectionsOfTwo = new(
        "HF-1675",
        "Connections that are translated are shared between two nodes only",
        "With more nodes in the group, switch address translation off for the profile and route its pools to the unit's inside address."
    );
}
