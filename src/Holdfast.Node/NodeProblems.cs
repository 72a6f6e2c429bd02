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
}
