using Holdfast.Data;
using Holdfast.Data.Audit;
using Holdfast.Data.Nodes;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Profiles;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Nodes;

namespace Holdfast.Portal.Features.Nodes;

/// <summary>The administration of nodes, for the pages.</summary>
public sealed class NodesDesk(
    IDatabase database,
    NodeStore nodes,
    NodeOutageStore outages,
    AuditStore audit,
    ProfileCatalogue catalogue,
    NodesWithoutRoom withoutRoom,
    NotYetCutOff notYetCutOff,
    NodeRegistry registry,
    NodeCommands commands,
    NodeSteering steering,
    TimeProvider clock
) : INodesDesk
{
    private const int MostHappenings = 12;

    /// <summary>Among the entries that name the node are those of nodes whose name contains its name.</summary>
    private const int AuditLooked = 100;

    public Task<NodesView> ReadAsync(CancellationToken cancel) => database.ReadAsync(ReadAsync, cancel);

    public Task<NodePageView?> FindAsync(string id, CancellationToken cancel) =>
        database.ReadAsync<NodePageView?>(
            async unit =>
            {
                var view = await ReadAsync(unit);
                if (view.Nodes.FirstOrDefault(node => node.Id == id) is not { } node)
                {
                    return null;
                }

                var entries = await audit.ListAsync(unit, OfNode(id), before: null, AuditLooked);
                return new NodePageView(
                    node,
                    await nodes.CountConfigurationsAsync(unit, id),
                    OnlyOn(node, view),
                    [.. NodeHappenings.Of(node, entries).Take(MostHappenings)],
                    view.Now,
                    view.HistoryFrom
                );
            },
            cancel
        );

    private static AuditFilter OfNode(string id) => new() { Action = "node.", Subject = id };

    public async Task<Outcome<string>> AddAsync(Visitor by, string code, string? id, CancellationToken cancel)
    {
        var added = await commands.AddAsync(code, id, Actor.Of(by), cancel);
        return added.Succeeded ? added.Value.Id : Outcome<string>.Failed(added.Problems);
    }

    public Task<Problem?> RemoveAsync(Visitor by, string id, CancellationToken cancel) =>
        commands.RemoveAsync(id, Actor.Of(by), cancel);

    public Task<Problem?> SetDrainingAsync(Visitor by, string id, bool draining, CancellationToken cancel) =>
        steering.SetDrainingAsync(id, draining, Actor.Of(by), cancel);

    public Task<IReadOnlyList<Problem>> ChangeAsync(
        Visitor by,
        string id,
        NodeChange change,
        CancellationToken cancel
    ) => steering.ChangeAsync(id, change, Actor.Of(by), cancel);

    private async Task<NodesView> ReadAsync(IUnitOfWork unit)
    {
        var now = clock.GetUtcNow();
        var from = now - OutageWatch.Kept;
        var history = await outages.ListAsync(unit, from);
        var profiles = (await catalogue.ReadAsync(unit)).All;
        var present = await nodes.ListAsync(unit);
        var noRoom = await withoutRoom.ReadAsync(unit, profiles, [.. present.Select(node => node.Id)]);
        var cut = await notYetCutOff.ReadAsync(unit);
        var details = present
            .Select(node => NodeDetailsOf.Node(node, registry[node.Id], noRoom[node.Id], cut, history))
            .ToList();
        return new NodesView(details, NodeMap.Of(profiles, details), now, from);
    }

    private static IReadOnlyList<string> OnlyOn(NodeDetails node, NodesView view) =>
        [
            .. view
                .Profiles.Where(profile =>
                    profile.Cells.Any(cell => cell.NodeId == node.Id && cell.State != CellState.Absent)
                    && profile.Cells.All(cell => cell.NodeId == node.Id || cell.State != CellState.Works)
                )
                .Select(profile => profile.DisplayName),
        ];
}
