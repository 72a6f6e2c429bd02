using Holdfast.Model.Problems;

namespace Holdfast.Node.Failover;

/// <summary>What can be wrong between a node and the failover agent of its machine. HF-2070 to HF-2079.</summary>
public static class FailoverProblems
{
    public static readonly ProblemKind NoAgent = new(
        "HF-2070",
        "No failover agent answers on the machine",
        "Start it beside the node: \"./run\" and \"./run setup standby\" do, and \"holdfast failover\" alone, from the same HOLDFAST_HOME."
    );
}
