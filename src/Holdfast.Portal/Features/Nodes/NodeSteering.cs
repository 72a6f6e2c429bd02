using Holdfast.Data;
using Holdfast.Data.Nodes;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Nodes;

namespace Holdfast.Portal.Features.Nodes;

/// <summary>Which clients a node gets, and whether it gets any.</summary>
public sealed class NodeSteering(
    IDatabase database,
    NodeStore nodes,
    NodeRegistry registry,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <summary>Empties the node, or lets it take clients again; the node is told. What is so already stays as it is.</summary>
    public Task<Problem?> SetDrainingAsync(string id, bool draining, Actor actor, CancellationToken cancel) =>
        database.WriteAsync<Problem?>(
            async unit =>
            {
                if (await nodes.FindAsync(unit, id) is not { RemovedAt: null })
                {
                    return NodeProblems.Unknown.At(id, "");
                }

                if (await nodes.SetDrainingAsync(unit, id, draining ? clock.GetUtcNow() : null))
                {
                    await audit.AddAsync(unit, actor, draining ? "node.drain" : "node.return", id);
                    await new NodeRevisions(unit, nodes, registry).RaiseAsync(id);
                    unit.AfterCommit(registry.Changes.Tell);
                }

                return null;
            },
            cancel
        );

    /// <summary>Changes what is given, all of it or nothing.</summary>
    public async Task<IReadOnlyList<Problem>> ChangeAsync(
        string id,
        NodeChange change,
        Actor actor,
        CancellationToken cancel
    )
    {
        var problems = NodeChangeRules.Check(change);
        return problems.Count > 0
            ? problems
            : await database.WriteAsync(unit => ChangeAsync(unit, id, change, actor), cancel);
    }

    private async Task<IReadOnlyList<Problem>> ChangeAsync(IUnitOfWork unit, string id, NodeChange change, Actor actor)
    {
        if (await nodes.FindAsync(unit, id) is not { RemovedAt: null } node)
        {
            return [NodeProblems.Unknown.At(id, "")];
        }

        var hostName = change.HostName ?? node.GivenHostName;
        await nodes.SetPreferencesAsync(
            unit,
            id,
            new(
                change.Weight ?? node.Weight,
                change.ClientNetworks ?? node.ClientNetworks,
                hostName is { Length: > 0 } ? hostName : null
            )
        );
        await audit.AddAsync(unit, actor, "node.change", id, change);
        unit.AfterCommit(registry.Changes.Tell);
        return [];
    }
}
