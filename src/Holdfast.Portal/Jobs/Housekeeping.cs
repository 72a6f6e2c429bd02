using Holdfast.Data;
using Holdfast.Data.Configurations;
using Holdfast.Data.Leases;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Configurations;
using Holdfast.Portal.Hosting;
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
    Forgetting forgetting,
    AuditChain chain,
    TimeProvider clock,
    ILogger<Housekeeping> logger
) : BackgroundService
{
    internal const string LeaseName = "housekeeping";
    internal const string SealLease = "audit-seal";
    private const int Batch = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(30);

    private readonly Quiet _quiet = new(clock);
    private readonly Quiet _quietSeal = new(clock);
    private readonly string _holder = Guid.CreateVersion7().ToString("N");

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.DoAsync(
            Interval,
            clock,
            async stop =>
            {
                // Each for itself: what is wrong with one does not keep the other from its work.
                await TryAsync(RunAsync, _quiet, stop);
                await TryAsync(SealAsync, _quietSeal, stop);
            },
            stoppingToken
        );

    private Task<bool> TryAsync(Func<CancellationToken, Task> work, Quiet quiet, CancellationToken stop) =>
        Rounds.TryAsync(quiet, work, reason => Log.Failed(logger, reason), stop);

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

    private async Task<bool> RunAsync(IUnitOfWork unit)
    {
        var now = clock.GetUtcNow();
        if (await leases.TryAcquireAsync(unit, LeaseName, _holder, LeaseDuration, now) is null)
        {
            return false;
        }

        await removal.RemoveAsync(unit, await configurations.ExpiredAsync(unit, now, Batch), "expired");
        await forgetting.RunAsync(unit, now);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.JobFailed, LogLevel.Warning, "Housekeeping has to wait: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
