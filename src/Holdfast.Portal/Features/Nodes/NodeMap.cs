using Holdfast.Data.Profiles;
using Holdfast.Portal.Nodes;

namespace Holdfast.Portal.Features.Nodes;

/// <summary>Which profile is how on which node.</summary>
internal static class NodeMap
{
    public static IReadOnlyList<ProfileOnNodes> Of(
        IEnumerable<StoredProfile> profiles,
        IReadOnlyList<NodeDetails> nodes
    ) =>
        [
            .. profiles.Select(stored => new ProfileOnNodes(
                stored.Profile.Id,
                stored.Profile.DisplayName,
                [.. nodes.Select(node => Cell(stored, node))]
            )),
        ];

    private static ProfileCell Cell(StoredProfile stored, NodeDetails node)
    {
        var services = node.Services.Where(s => s.ProfileId == stored.Profile.Id).ToList();
        int? sessions = services.Count == 0 ? null : services.Sum(s => s.Sessions);
        return new(node.Id, StateOf(stored, node, services), sessions);
    }

    private static CellState StateOf(StoredProfile stored, NodeDetails node, List<NodeServiceView> services) =>
        !ServiceCatalogue.IsOn(stored, node.Id) ? CellState.Absent
        : node.IsLinked && services.Any(s => !s.Works) ? CellState.Fails
        : node.NoRoom.Any(without => without.ProfileId == stored.Profile.Id) ? CellState.NoRoom
        : !node.IsLinked || services.Count == 0 ? CellState.Unknown
        : node.DrainingSince is not null ? CellState.Draining
        : CellState.Works;
}
