using Holdfast.Data;
using Holdfast.Data.Configurations;
using Holdfast.Data.Epochs;
using Holdfast.Model.DesiredState;

namespace Holdfast.Portal.Nodes;

/// <summary>
/// Disabled users whom a node may still let in, because it has not confirmed to this portal that it knows. What has expired meanwhile
/// the node has ended by itself.
/// </summary>
public sealed class NotYetCutOff(
    PlacementStore placements,
    EpochStore epochs,
    NodeRegistry registry,
    TimeProvider clock
)
{
    public async Task<IReadOnlyList<CutOff>> ReadAsync(IUnitOfWork unit)
    {
        var epoch = await epochs.ReadAsync(unit);
        return
        [
            .. (await placements.EndedOfDisabledAsync(unit, clock.GetUtcNow())).Where(cut =>
                registry[cut.NodeId].Acknowledgements.Applied < new Revision(epoch, cut.Revision)
            ),
        ];
    }
}
