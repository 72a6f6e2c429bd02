using Holdfast.Data;
using Holdfast.Data.Portals;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Portals;

namespace Holdfast.Portal.Features.Portals;

/// <summary>Who serves this database.</summary>
public sealed class PortalDesk(
    IDatabase database,
    PortalStore portals,
    PortalSteering steering,
    ThisPortal identity,
    TimeProvider clock
) : IPortalDesk
{
    public async Task<IReadOnlyList<PortalView>> ReadAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return [.. (await database.ReadAsync(portals.ListAsync, cancel)).Select(portal => ViewOf(portal, now))];
    }

    public Task<Problem?> SetDrainingAsync(Visitor by, string id, bool draining, CancellationToken cancel) =>
        steering.SetDrainingAsync(id, draining, Actor.Of(by), cancel);

    private PortalView ViewOf(PortalEntry portal, DateTimeOffset now) =>
        new(
            portal.Id,
            portal.Address,
            portal.Machine,
            portal.Version,
            portal.StartedAt,
            portal.SeenAt,
            portal.DrainingSince,
            now - portal.SeenAt < PortalPresence.SilentAfter,
            portal.Id == identity.Id
        );
}
