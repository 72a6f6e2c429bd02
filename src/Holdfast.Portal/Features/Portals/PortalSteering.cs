using Holdfast.Data;
using Holdfast.Data.Portals;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Portals;

namespace Holdfast.Portal.Features.Portals;

/// <summary>Whether people are sent to a portal.</summary>
public sealed class PortalSteering(IDatabase database, PortalStore portals, AuditLog audit, TimeProvider clock)
{
    /// <summary>Sends people elsewhere, or lets them come again. What is so already stays as it is.</summary>
    /// <param name="named">An id, or a machine on which one portal runs.</param>
    public Task<Problem?> SetDrainingAsync(string named, bool draining, Actor actor, CancellationToken cancel) =>
        database.WriteAsync(unit => SetDrainingAsync(unit, named, draining, actor), cancel);

    private async Task<Problem?> SetDrainingAsync(IUnitOfWork unit, string named, bool draining, Actor actor)
    {
        var now = clock.GetUtcNow();
        var running = (await portals.ListAsync(unit))
            .Where(portal => now - portal.SeenAt < PortalPresence.SilentAfter)
            .ToList();
        var meant = Find(running, named);
        if (!meant.Succeeded)
        {
            return meant.Problems[0];
        }

        if (draining && !running.Any(other => other.Id != meant.Value.Id && other.DrainingSince is null))
        {
            return PortalProblems.LastPortal.At(named, "");
        }

        if (await portals.SetDrainingAsync(unit, meant.Value.Id, draining ? now : null))
        {
            var action = draining ? "portal.drain" : "portal.return";
            await audit.AddAsync(unit, actor, action, meant.Value.Machine, new { meant.Value.Id });
        }

        return null;
    }

    private static Outcome<PortalEntry> Find(IReadOnlyList<PortalEntry> running, string named) =>
        running.Where(portal => portal.Id == named || portal.Machine == named).ToList() switch
        {
            [var one] => one,
            [] => PortalProblems.Unknown.At(named, ""),
            var several => PortalProblems.SeveralOnMachine.At(
                named,
                $"They are {string.Join(" and ", several.Select(portal => portal.Id))}."
            ),
        };
}
