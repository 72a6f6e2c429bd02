using Holdfast.Data;
using Holdfast.Data.Configurations;
using Holdfast.Data.Epochs;
using Holdfast.Data.Nodes;
using Holdfast.Model.DesiredState;

namespace Holdfast.Portal.Nodes;

/// <summary>
/// Disabled users whom a node may still let in, because it has confirmed neither to this portal nor to another that it knows. What has
/// expired meanwhile the node has ended by itself.
/// </summary>
public sealed class NotYetCutOff(
    PlacementStore placements,
    EpochStore epochs,
    NodeConfirmationStore confirmations,
    NodeRegistry registry,
    TimeProvider clock
)
{
    public async Task<IReadOnlyList<CutOff>> ReadAsync(IUnitOfWork unit)
    {
        var epoch = await epochs.ReadAsync(unit);
        var shared = await confirmations.ReadAsync(unit);
        return
        [
            .. (await placements.EndedOfDisabledAsync(unit, clock.GetUtcNow())).Where(cut =>
                new Revision(epoch, cut.Revision) is var wanted
                && registry[cut.NodeId].Acknowledgements.Applied < wanted
                && shared.GetValueOrDefault(cut.NodeId, Revision.None) < wanted
            ),
        ];
    }
}
