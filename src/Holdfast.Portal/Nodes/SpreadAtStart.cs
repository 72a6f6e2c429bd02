using Holdfast.Data;
using Holdfast.Data.Problems;
using Microsoft.Extensions.Hosting;

namespace Holdfast.Portal.Nodes;

/// <summary>
/// Before the portal serves anybody, profiles are spread as this version does it; where the database takes no changes yet, as soon as it
/// does.
/// </summary>
public sealed class SpreadAtStart(IDatabase database, Spread spread, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private bool _done;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _done = await TryAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!_done)
            {
                await Task.Delay(Interval, clock, stoppingToken);
                _done = await TryAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The portal stops first.
        }
    }

    private async Task<bool> TryAsync(CancellationToken cancel)
    {
        try
        {
            await spread.FollowAsync(cancel);
            return true;
        }
        catch (DatabaseException away)
            when (database.Kind == DatabaseKind.Postgres && DatabaseProblems.MayPass(away.Problem.Kind))
        {
            return false;
        }
    }
}
