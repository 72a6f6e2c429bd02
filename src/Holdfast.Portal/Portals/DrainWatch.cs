using Holdfast.Data;
using Holdfast.Data.Portals;
using Holdfast.Data.Problems;
using Microsoft.Extensions.Hosting;

namespace Holdfast.Portal.Portals;

/// <summary>Looks every second whether this portal is to be drained, which may have been asked for at any other.</summary>
public sealed class DrainWatch(
    IDatabase database,
    PortalStore portals,
    ThisPortal identity,
    Drained drained,
    TimeProvider clock
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await LookAsync(stoppingToken);
            await Task.Delay(Interval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            var all = await database.ReadAsync(portals.ListAsync, cancel);
            drained.Set(all.Any(portal => portal.Id == identity.Id && portal.DrainingSince is not null));
        }
        catch (DatabaseException)
        {
            // What held before holds on; others say that the database is away.
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // It stops.
        }
    }
}
