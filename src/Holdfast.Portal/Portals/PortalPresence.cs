using Holdfast.Data;
using Holdfast.Data.Portals;
using Holdfast.Data.Problems;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Jobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Holdfast.Portal.Portals;

/// <summary>
/// Writes down again and again that this portal is there, takes it away when it stops in good order, and forgets those that never
/// came back. For people only: nobody decides by it who is alive.
/// </summary>
public sealed partial class PortalPresence(
    IDatabase database,
    PortalStore portals,
    ThisPortal identity,
    PortalOptions options,
    TimeProvider clock,
    ILogger<PortalPresence> logger
) : BackgroundService
{
    /// <summary>A portal that has missed two turns is shown as gone.</summary>
    public static readonly TimeSpan SilentAfter = 2.5 * Interval;

    /// <summary>How long one that is gone is still shown.</summary>
    public static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(1);

    private readonly Quiet _quiet = new(clock);

    private static TimeSpan Interval => TimeSpan.FromSeconds(10);

    /// <summary>Writes it now. Before it serves anybody, so that a request finds it in the list.</summary>
    public Task SayAsync(CancellationToken cancel) => TryAsync(unit => SayAsync(unit), cancel);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await SayAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var farewell = new CancellationTokenSource(LongestFarewell, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(farewell.Token, cancellationToken);
        await TryAsync(unit => portals.RemoveAsync(unit, identity.Id), either.Token);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.DoAsync(Interval, clock, SayAsync, stoppingToken);

    private async Task SayAsync(IUnitOfWork unit)
    {
        var now = clock.GetUtcNow();
        await portals.PutAsync(
            unit,
            new(identity.Id, options.PublicUrl, Environment.MachineName, SoftwareVersion.Text, identity.StartedAt, now)
        );
        await portals.PurgeAsync(unit, now - ForgottenAfter);
    }

    private async Task TryAsync(Func<IUnitOfWork, Task> work, CancellationToken cancel)
    {
        try
        {
            await database.WriteAsync(
                async unit =>
                {
                    await work(unit);
                    return true;
                },
                cancel
            );
            _quiet.Forget();
        }
        catch (DatabaseException away)
        {
            if (_quiet.MayTell(away.Problem.Id))
            {
                Log.NotWritten(logger, away.Message);
            }
        }
        catch (OperationCanceledException)
        {
            // It stops, or has no time left for a farewell.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventIds.PresenceNotWritten,
            LogLevel.Warning,
            "Cannot write down that this portal is there: {Reason}"
        )]
        public static partial void NotWritten(ILogger logger, string reason);
    }
}
