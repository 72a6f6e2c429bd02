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

    public static readonly ProblemKind BadWeight = new(
        "HF-1753",
        "The weight of the node is not allowed",
        "Write a number from 0 to 1000."
    );

    public static readonly ProblemKind BadHostName = new(
        "HF-1754",
        "The host name of the node is not allowed",
        "Write the name or address under which clients reach the node, or nothing for the node's own."
    );

    public static readonly ProblemKind TooManyNetworks = new(
        "HF-1755",
        "The node prefers too many networks",
        "Write at most 100; larger networks hold smaller ones."
    );

    public static readonly ProblemKind BadNetwork = new(
        "HF-1756",
        "Not a network",
        "Write it such as 192.0.2.0/24 or 2001:db8::/32, without host bits."
    );

    public static readonly ProblemKind Impossible = new(
        "HF-1757",
        "The node says what cannot be",
        "That part is not believed; all else goes on. Its software may be damaged or somebody else's: look at the machine, or remove the node."
    );

    public static readonly ProblemKind LinkFailed = new(
        "HF-1758",
        "The link to the node failed in a way that nobody expected",
        "It is dialled again; other nodes are not concerned. The portal's log says more: please report it."
    );
}
