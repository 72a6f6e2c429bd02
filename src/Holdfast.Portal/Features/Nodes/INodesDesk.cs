using Holdfast.Model.Problems;
using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.Nodes;

/// <summary>The administration of nodes.</summary>
public interface INodesDesk
{
    Task<NodesView> ReadAsync(CancellationToken cancel);

    Task<NodePageView?> FindAsync(string id, CancellationToken cancel);

    /// <summary>Enrols a node.</summary>
    /// <param name="id">Under which it shall be known; null: the first free <c>node-N</c>.</param>
    /// <returns>The name that it got.</returns>
    Task<Outcome<string>> AddAsync(Visitor by, string code, string? id, CancellationToken cancel);

    Task<Problem?> RemoveAsync(Visitor by, string id, CancellationToken cancel);

    /// <summary>Empties the node, or lets it take clients again.</summary>
    Task<Problem?> SetDrainingAsync(Visitor by, string id, bool draining, CancellationToken cancel);

    /// <returns>All that is wrong, and then nothing was changed; empty: done.</returns>
    Task<IReadOnlyList<Problem>> ChangeAsync(Visitor by, string id, NodeChange change, CancellationToken cancel);
}
