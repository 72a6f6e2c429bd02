using Holdfast.Model.Problems;

namespace Holdfast.Portal.Nodes;

/// <summary>What the portal can find wrong with a node. What a link itself finds wrong is in Holdfast.Link.</summary>
public static class NodeProblems
{
    public static readonly ProblemKind Unknown = new("HF-1750", "No such node", "Look at the list of nodes.");

    public static readonly ProblemKind Exists = new(
        "HF-1751",
        "A node of this name is there already",
        "Remove it first, or give the new node another name."
    );

    public static readonly ProblemKind BadId = new(
        "HF-1752",
        "The name of the node is not allowed",
        "Use 1 to 63 lower-case letters, digits and hyphens, a letter first."
    );
}
