using Holdfast.Data;
using Holdfast.Data.Audit;
using Holdfast.Data.AuthorizationCodes;
using Holdfast.Data.Authorizations;
using Holdfast.Data.Configurations;
using Holdfast.Data.Factors;
using Holdfast.Data.Leases;
using Holdfast.Data.Nodes;
using Holdfast.Data.Notices;
using Holdfast.Data.Problems;
using Holdfast.Data.Sessions;
using Holdfast.Data.Throttles;
using Holdfast.Data.WebSessions;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Configurations;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Nodes;
using Holdfast.Portal.Settings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Holdfast.Portal.Jobs;

/// <summary>
/// Ends what has expired and forgets what nobody needs any more. On one portal at a time, by a lease in the database. Nodes enforce
/// expiry themselves; this frees the addresses and closes the books.
/// </summary>
public sealed partial class Housekeeping(
    IDatabase database,
    LeaseStore leases,
    ConfigurationStore configurations,
    RemoveConfigurations removal,
    AuthorizationCodeStore codes,
    AuthorizationStore authorizations,
    SessionStore sessions,
    AuditStore audit,
    AuditChain chain,
    PortalSettings settings,
    WebSessionStore webSessions,
    ThrottleStore throttles,
    ResetLinkStore resetLinks,
    SpentChallengeStore challenges,
    NodeOutageStore outages,
    NoticeStore notices,
    NoticeDeliveryStore deliveries,
    TimeProvider clock,
    ILogger<Housekeeping> logger
) : BackgroundService
{
    private const string LeaseName = "housekeeping";
    private const string SealLease = "audit-seal";
    private const int Batch = 500;

    /// <summary>Eight millions a day, and no transaction is long. Arbitrary.</summary>
    private const int HistoryBatch = 1000;

    /// <summary>Notices that were told, or given up; of more, the oldest are forgotten before their time.</summary>
    private const int MostDeliveries = 20_000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(30);

    /// <summary>Ended authorizations are kept so that a late use of their tokens is told why it fails.</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    private readonly Quiet _quiet = new(clock);
    private readonly Quiet _quietSeal = new(clock);
    private readonly string _holder = Guid.CreateVersion7().ToString("N");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await NextAsync(timer, stoppingToken))
        {
            // Each for itself: what is wrong with one does not keep the other from its work.
            await TryAsync(RunAsync, _quiet, stoppingToken);
            await TryAsync(SealAsync, _quietSeal, stoppingToken);
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task<bool>> work, Quiet quiet, CancellationToken stop)
    {
        try
        {
            await work(stop);
            quiet.Forget();
        }
        catch (DatabaseException failure)
        {
            if (quiet.MayTell(failure.Problem.Id))
            {
                Log.Failed(logger, failure.Message);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The loop ends.
        }
    }

    /// <summary>
    /// One turn. The lease is taken and the work is done in one transaction, so that a portal which was stopped in between and comes
    /// back too late has done nothing.
    /// </summary>
    /// <returns>False: it is another portal's turn.</returns>
    public Task<bool> RunAsync(CancellationToken cancel) => database.WriteAsync(RunAsync, cancel);

    /// <summary>Holds the newest entries of the audit log to those before.</summary>
    /// <returns>False: it is another portal's turn.</returns>
    public Task<bool> SealAsync(CancellationToken cancel) =>
        database.WriteAsync(
            async unit =>
            {
                if (await leases.TryAcquireAsync(unit, SealLease, _holder, LeaseDuration, clock.GetUtcNow()) is null)
                {
                    return false;
                }

                await chain.SealAsync(unit);
                return true;
            },
            cancel
        );

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<bool> RunAsync(IUnitOfWork unit)
    {
        var now = clock.GetUtcNow();
        if (await leases.TryAcquireAsync(unit, LeaseName, _holder, LeaseDuration, now) is null)
        {
            return false;
        }

        await removal.RemoveAsync(unit, await configurations.ExpiredAsync(unit, now, Batch), "expired");
        await codes.PurgeAsync(unit, now - Retention);
        await authorizations.PurgeAsync(unit, now - Retention);
        await webSessions.PurgeAsync(unit, now);
        await throttles.PurgeAsync(unit, now - TimeSpan.FromDays(1), now);
        await resetLinks.PurgeAsync(unit, now);
        await challenges.PurgeAsync(unit, now);
        await outages.PurgeAsync(unit, now - OutageWatch.Kept);
        await ForgetHistoryAsync(unit, now);
        await deliveries.PurgeAsync(unit, now - Retention, MostDeliveries);
        await notices.PurgeAsync(unit, now - Retention);
        return true;
    }

    private async Task ForgetHistoryAsync(IUnitOfWork unit, DateTimeOffset now)
    {
        var kept = await settings.ReadAsync(unit);
        await sessions.PurgeAsync(unit, now - kept.SessionHistory, HistoryBatch);
        await configurations.PurgeAsync(unit, now - kept.SessionHistory, HistoryBatch);
        await audit.PurgeAsync(unit, now - kept.AuditHistory, HistoryBatch);
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.JobFailed, LogLevel.Warning, "Housekeeping has to wait: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
