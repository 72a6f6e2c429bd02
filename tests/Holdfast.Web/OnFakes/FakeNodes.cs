using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Nodes;
using Holdfast.Portal.Layout;

namespace Holdfast.Web.OnFakes;

/// <summary>Three nodes: one is well, one drains, one is not reached.</summary>
internal sealed class FakeNodes(FakeWorld world) : INodesDesk
{
    private static readonly DateTimeOffset From = FakeWorld.Now.AddDays(-90);

    public Task<NodesView> ReadAsync(CancellationToken cancel) =>
        Task.FromResult(new NodesView([.. world.Nodes], [.. world.Profiles.Select(Row)], FakeWorld.Now, From));

    public Task<NodePageView?> FindAsync(string id, CancellationToken cancel) =>
        Task.FromResult(
            world.Nodes.Find(node => node.Id == id) is { } node
                ? new NodePageView(
                    node,
                    Configurations: 12,
                    OnlyHere: ["Laboratory and instruments"],
                    [
                        new(FakeWorld.Now.AddHours(-3), "Reached again after 12 minutes"),
                        new(FakeWorld.Now.AddHours(-4), "Not reached: HF-1702 Nobody answers at the node's address"),
                        new(FakeWorld.Now.AddDays(-60), "Added by admin"),
                    ],
                    FakeWorld.Now,
                    From
                )
                : null
        );

    public Task<Outcome<string>> AddAsync(Visitor by, string code, string? id, CancellationToken cancel) =>
        Task.FromResult(
            code.StartsWith("hfn1-", StringComparison.Ordinal)
                ? "node-2"
                : Outcome<string>.Failed([FakeProblems.Refused.At("code", "It begins with hfn1-.")])
        );

    public Task<Problem?> RemoveAsync(Visitor by, string id, CancellationToken cancel)
    {
        world.Nodes.RemoveAll(node => node.Id == id);
        return Task.FromResult<Problem?>(null);
    }

    public Task<Problem?> SetDrainingAsync(Visitor by, string id, bool draining, CancellationToken cancel)
    {
        var index = world.Nodes.FindIndex(node => node.Id == id);
        world.Nodes[index] = world.Nodes[index] with
        {
            DrainingSince = draining ? FakeWorld.Now : null,
            State = draining ? NodeCondition.Draining : NodeCondition.Linked,
        };
        return Task.FromResult<Problem?>(null);
    }

    public Task<IReadOnlyList<Problem>> ChangeAsync(
        Visitor by,
        string id,
        NodeChange change,
        CancellationToken cancel
    ) =>
        Task.FromResult<IReadOnlyList<Problem>>(
            change.Weight > 1000 ? [FakeProblems.Refused.At("weight", "It is too large.")] : []
        );

    private ProfileOnNodes Row(Holdfast.Model.Profiles.Profile profile) =>
        new(
            profile.Id,
            profile.DisplayName,
            [
                .. world.Nodes.Select(
                    (node, index) =>
                        new ProfileCell(
                            node.Id,
                            node.State switch
                            {
                                NodeCondition.NotLinked => CellState.Unknown,
                                NodeCondition.Draining => CellState.Draining,
                                _ => index == 0 ? CellState.Works : CellState.Absent,
                            },
                            node.IsLinked ? 7 : null
                        )
                ),
            ]
        );
}
