using Holdfast.Model.Problems;

namespace Holdfast.Node.Firewall;

/// <summary>What can be wrong with the firewall on a node. HF-1640 to HF-1649.</summary>
public static class FirewallProblems
{
    public static readonly ProblemKind Refused = new(
        "HF-1640",
        "The firewall rules could not be applied",
        "Make sure that nftables is installed and that the node may change it; the rules before stay in force."
    );
}
