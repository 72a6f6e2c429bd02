using Holdfast.Model.Problems;

namespace Holdfast.Failover.Validation;

/// <summary>What can be wrong with a machine that is to share addresses. HF-2040 to HF-2059.</summary>
public static class ValidationProblems
{
    public static readonly ProblemKind NotConnected = new(
        "HF-2040",
        "An interface is not connected",
        "Set it up, plug its cable in, or correct local.links."
    );

    public static readonly ProblemKind OutsideNetwork = new(
        "HF-2041",
        "The virtual address is in no network of its interface",
        "Choose an address within a network that the interface has an address of, or correct its network."
    );

    public static readonly ProblemKind Taken = new(
        "HF-2042",
        "The virtual address is in use",
        "Choose one that nobody has, or take it from that host; a virtual address is on no machine by itself."
    );

    public static readonly ProblemKind SameVrid = new(
        "HF-2043",
        "Heartbeats of strangers arrive for this unit",
        "Choose a vrid that no other group, keepalived or router uses on these networks, or give all members the same key."
    );

    public static readonly ProblemKind SameMember = new(
        "HF-2044",
        "Another machine says that it is this member",
        "Give each machine another local.member; a machine that was copied has the id of the one it was copied from."
    );

    public static readonly ProblemKind NobodyHeard = new(
        "HF-2045",
        "Another member is not heard",
        "Start its agent, and make sure that heartbeats get through: IP protocol 112, or the UDP port, on the networks of group.paths."
    );

    public static readonly ProblemKind NotReached = new(
        "HF-2047",
        "A host that must be reached does not answer",
        "Name hosts that answer pings of this machine at all times, such as the gateway: who reaches none of them does not become active."
    );

    public static readonly ProblemKind NoHook = new(
        "HF-2046",
        "The hook cannot be run",
        "Put the executable where local.hook says, and let the agent's user run it (chmod u+x)."
    );
}
