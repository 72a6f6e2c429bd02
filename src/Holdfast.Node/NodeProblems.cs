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
}
