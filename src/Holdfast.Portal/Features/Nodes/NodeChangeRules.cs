using Holdfast.Data.Nodes;
using Holdfast.Model.Addresses;
using Holdfast.Model.Problems;
using Holdfast.Portal.Nodes;

namespace Holdfast.Portal.Features.Nodes;

/// <summary>What is wrong with a change, all of it at once.</summary>
internal static class NodeChangeRules
{
    /// <summary>Arbitrary, may be increased.</summary>
    private const int MostNetworks = 100;

    public static IReadOnlyList<Problem> Check(NodeChange change)
    {
        List<Problem> problems = [];
        if (change.Weight is < 0 or > Node.MaximumWeight)
        {
            problems.Add(NodeProblems.BadWeight.At("weight", $"It is {change.Weight}."));
        }

        if (change.ClientNetworks?.Count > MostNetworks)
        {
            problems.Add(
                NodeProblems.TooManyNetworks.At("clientNetworks", $"{change.ClientNetworks.Count} are given.")
            );
        }

        if (change.HostName is { Length: > 0 } name && !HostSyntax.IsHost(name))
        {
            problems.Add(NodeProblems.BadHostName.At("hostName", "It is no name and no address."));
        }

        return problems;
    }
}
