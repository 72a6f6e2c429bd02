using Holdfast.Model.Problems;

namespace Holdfast.Failover;

/// <summary>What can be wrong with a failover agent. HF-2030 to HF-2039.</summary>
public static class AgentProblems
{
    public static readonly ProblemKind HomeUnusable = new(
        "HF-2030",
        "The failover agent's state folder cannot be used",
        "Make sure that the folder is there, that the agent may write to it, and that the disk is not full."
    );

    public static readonly ProblemKind AlreadyRuns = new(
        "HF-2031",
        "A failover agent runs with this state folder already",
        "Stop it first, or choose another folder."
    );

    public static readonly ProblemKind StateDamaged = new(
        "HF-2032",
        "A file of the failover agent is damaged",
        "Look at the other members which epoch is the highest, write it into the file as \"TERM MEMBER\", and start the agent again; without the file it would begin to count anew."
    );

    public static readonly ProblemKind NoPath = new(
        "HF-2033",
        "A heartbeat path cannot be opened",
        "Make sure that the interface is there and up, that this member's address is on it, and that the agent has CAP_NET_RAW."
    );

    public static readonly ProblemKind NoLink = new(
        "HF-2034",
        "An interface for virtual addresses cannot be used",
        "Make sure that the interface is there and has an Ethernet address, and that the agent has CAP_NET_ADMIN and CAP_NET_RAW."
    );

    public static readonly ProblemKind NotRunning = new(
        "HF-2035",
        "The failover agent does not answer",
        "Start it with \"holdfast failover\", or name its state folder with --home."
    );

    public static readonly ProblemKind Refused = new(
        "HF-2036",
        "The failover agent refused the command",
        "The detail says why; \"holdfast failover status\" shows how the members stand."
    );

    public static readonly ProblemKind NotConfigured = new(
        "HF-2037",
        "The failover agent is not configured",
        "Commit a group with this machine on the portal's page Failover, or write failover.json into the agent's state folder."
    );

    public static readonly ProblemKind ByHand = new(
        "HF-2038",
        "The failover agent's configuration was written by hand",
        "Portals never replace it. Stop the agent, move failover.json out of its state folder, start it again, and commit the group on the page Failover; or leave the machine out of the group."
    );

    public static readonly ProblemKind Outdated = new(
        "HF-2039",
        "The failover agent was told something newer",
        "Nothing is to be done: another portal, or the same one later, has configured it."
    );
}
