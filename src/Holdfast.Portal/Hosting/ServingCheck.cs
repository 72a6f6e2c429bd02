using Holdfast.Data;
using Holdfast.Data.Nodes;
using Holdfast.Data.Problems;
using Holdfast.Portal.Nodes;
using Holdfast.Telemetry.Health;

namespace Holdfast.Portal.Hosting;

/// <summary>Ready means that somebody can connect: the database answers, and a node is up to date and carries traffic.</summary>
public sealed class ServingCheck(IDatabase database, NodeStore nodes, NodeRegistry registry) : IReadinessCheck
{
    public string Name => "serving";

    public async ValueTask<string?> ReasonAgainstAsync(CancellationToken cancel)
    {
        try
        {
            var known = await database.ReadAsync(nodes.ListAsync, cancel);
            return known.Any(IsServing) ? null
                : known.Count == 0 ? "There is no node."
                : string.Join(" ", known.Select(WhyNot));
        }
        catch (DatabaseException away)
        {
            return away.Message;
        }
    }

    private bool IsServing(Node node)
    {
        var state = registry[node.Id];
        return state.Acknowledgements.Applied.Number >= node.Revision
            && state.Status is { Services.Count: > 0 } status
            && status.Services.All(service => service.Works);
    }

    private string WhyNot(Node node)
    {
        var state = registry[node.Id];
        var broken = state.Status?.Services.FirstOrDefault(service => !service.Works);
        return broken is null
            ? $"{node.Id}: {state.Condition.Reason ?? "not up to date"}"
            : $"{node.Id}: {broken.Interface}: {broken.Detail}";
    }
}
