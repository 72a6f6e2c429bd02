using System.Globalization;
using Holdfast.Data;
using Holdfast.Data.Leases;
using Holdfast.Data.Notices;
using Holdfast.Portal.Features.Failover;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Jobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Holdfast.Portal.Notices.Conditions;

/// <summary>
/// Looks at what lasts and has administrators told. What all portals see is looked at on one of them at a time; look, memory and notice are
/// one transaction, so that each is told once, whichever portal dies.
/// </summary>
public sealed partial class ConditionWatch(
    IDatabase database,
    LeaseStore leases,
    NoticeConditionStore conditions,
    ConditionSources sources,
    FailoverViews failover,
    ExpiringDevices expiring,
    NoticeBook book,
    TimeProvider clock,
    ILogger<ConditionWatch> logger
) : BackgroundService
{
    internal const string LeaseName = "conditions";
    private const string Everybody = "";
    private const string Roles = "roles";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(20);

    private readonly Quiet _quiet = new(clock);
    private readonly string _holder = Guid.CreateVersion7().ToString("N");
    private DateTimeOffset? _awaySince;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.DoAsync(Interval, clock, TurnAsync, stoppingToken);

    internal async Task TurnAsync(CancellationToken cancel)
    {
        if (!await Rounds.TryAsync(_quiet, RunAsync, reason => Log.Unseen(logger, reason), cancel))
        {
            _awaySince ??= clock.GetUtcNow();
        }
    }

    /// <returns>False: another portal looks at what all see.</returns>
    internal async Task<bool> RunAsync(CancellationToken cancel)
    {
        var mine = await database.WriteAsync(RunAsync, cancel);
        // Another one has told it, or will.
        _awaySince = null;
        return mine;
    }

    private async Task<bool> RunAsync(IUnitOfWork unit)
    {
        var now = clock.GetUtcNow();
        var own = $"machine {Environment.MachineName}";
        var ownKnown = await conditions.ListAsync(unit, own);
        await DoAsync(unit, own, ConditionRules.Judge(ownKnown, sources.Own(), now));
        if (await leases.TryAcquireAsync(unit, LeaseName, _holder, LeaseDuration, now) is null)
        {
            return false;
        }

        var view = await failover.ReadAsync(unit);
        var known = await conditions.ListAsync(unit, Everybody);
        await DoAsync(unit, Everybody, ConditionRules.Judge(known, await sources.ReadAsync(unit, view), now));
        var roles = await conditions.ListAsync(unit, Roles);
        await DoAsync(unit, Roles, RoleChanges.Judge(roles, view.Units, now));
        await expiring.TellAsync(unit, now);
        await TellOutageAsync(unit, now);
        return true;
    }

    private async Task DoAsync(IUnitOfWork unit, string scope, Verdict verdict)
    {
        foreach (var told in verdict.Tell)
        {
            await book.ToAdministratorsAsync(unit, told.Kind, told.Subject, told.Text);
        }

        foreach (var known in verdict.Keep)
        {
            await conditions.PutAsync(unit, scope, known);
        }

        foreach (var gone in verdict.Forget)
        {
            await conditions.RemoveAsync(unit, scope, gone.Kind, gone.Subject);
        }
    }

    /// <summary>While the database takes no changes nothing can be told, so it is told afterwards.</summary>
    private async Task TellOutageAsync(IUnitOfWork unit, DateTimeOffset now)
    {
        if (_awaySince is { } since && now - since >= NoticeKinds.DatabaseReadOnly.Patience)
        {
            await book.ToAdministratorsAsync(
                unit,
                NoticeKinds.DatabaseReadOnly,
                "database",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The database took no changes from {since:HH:mm:ss} to {now:HH:mm:ss 'UTC'}. People who were connected stayed so."
                )
            );
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.ConditionsUnseen, LogLevel.Warning, "Nobody is told anything at present: {Reason}")]
        public static partial void Unseen(ILogger logger, string reason);
    }
}
