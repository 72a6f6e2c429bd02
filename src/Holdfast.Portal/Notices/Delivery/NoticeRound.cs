using Holdfast.Data;
using Holdfast.Data.Leases;
using Holdfast.Data.Notices;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Jobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Holdfast.Portal.Notices.Delivery;

/// <summary>
/// Delivers notices, on one portal at a time. A try is claimed before it is made: who dies in between has it made again, under the same id,
/// so that nothing is lost and the recipient can tell a repetition.
/// </summary>
public sealed partial class NoticeRound(
    IDatabase database,
    LeaseStore leases,
    NoticeRouter router,
    NoticeDeliveryStore deliveries,
    NoticePostman postman,
    NoticeMetrics metrics,
    TimeProvider clock,
    ILogger<NoticeRound> logger
) : BackgroundService
{
    internal const string LeaseName = "notices";

    /// <summary>Tries at once. A server that does not answer holds up no more than these.</summary>
    private const int Batch = 8;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(30);

    /// <summary>Longer than a try can take, so that nobody else makes it meanwhile.</summary>
    private static readonly TimeSpan Claim = TimeSpan.FromSeconds(90);

    private readonly Quiet _quiet = new(clock);
    private readonly string _holder = Guid.CreateVersion7().ToString("N");

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.DoAsync(Interval, clock, TurnAsync, stoppingToken);

    internal Task TurnAsync(CancellationToken cancel) =>
        Rounds.TryAsync(_quiet, UntilNothingIsDueAsync, reason => Log.Waits(logger, reason), cancel);

    private async Task UntilNothingIsDueAsync(CancellationToken cancel)
    {
        while (await RunAsync(cancel) == Batch)
        {
            // There may be more.
        }
    }

    /// <returns>How many were tried.</returns>
    internal async Task<int> RunAsync(CancellationToken cancel)
    {
        var (waiting, hasWork) = await database.ReadAsync(
            async unit =>
                (await deliveries.CountWaitingAsync(unit), await deliveries.HasWorkAsync(unit, clock.GetUtcNow())),
            cancel
        );
        metrics.Waiting(waiting);
        if (!hasWork)
        {
            // Mostly: no write, so that who has nothing to tell costs nothing.
            return 0;
        }

        var claimed = await database.WriteAsync(ClaimAsync, cancel);
        await Task.WhenAll(claimed.Select(delivery => TryAsync(delivery, cancel)));
        return claimed.Count;
    }

    private async Task<IReadOnlyList<NoticeDelivery>> ClaimAsync(IUnitOfWork unit)
    {
        var now = clock.GetUtcNow();
        if (await leases.TryAcquireAsync(unit, LeaseName, _holder, LeaseDuration, now) is null)
        {
            return [];
        }

        await router.RouteAsync(unit, now);
        return await deliveries.ClaimAsync(unit, now, now + Claim, Batch);
    }

    private async Task TryAsync(NoticeDelivery delivery, CancellationToken cancel)
    {
        var result = await postman.TryAsync(delivery, cancel);
        var now = clock.GetUtcNow();
        var next =
            result.Delivered || result.IsFinal ? null : DeliveryPace.Next(delivery.Attempts, delivery.DueSince, now);
        await database.WriteAsync(unit => WriteAsync(unit, delivery, result, next, now), CancellationToken.None);
        Tell(delivery, result, givenUp: next is null);
    }

    private async Task<bool> WriteAsync(
        IUnitOfWork unit,
        NoticeDelivery delivery,
        SendResult result,
        DateTimeOffset? next,
        DateTimeOffset now
    )
    {
        if (next is { } again)
        {
            await deliveries.PostponeAsync(unit, delivery.Id, $"{result.Problem}", again);
            return true;
        }

        var (state, answer) = result.Delivered
            ? (DeliveryState.Delivered, result.Answer)
            : (DeliveryState.GivenUp, $"{result.Problem}");
        return await deliveries.EndAsync(unit, delivery.Id, state, answer, now);
    }

    private void Tell(NoticeDelivery delivery, SendResult result, bool givenUp)
    {
        if (result.Delivered)
        {
            metrics.Delivered(delivery.Channel);
            return;
        }

        metrics.Failed(delivery.Channel, givenUp);
        if (givenUp)
        {
            Log.GivenUp(logger, delivery.Id, delivery.Kind, delivery.Attempts, $"{result.Problem}");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.NoticesWait, LogLevel.Warning, "Notices have to wait: {Reason}")]
        public static partial void Waits(ILogger logger, string reason);

        [LoggerMessage(
            EventIds.NoticeGivenUp,
            LogLevel.Error,
            "Notice {Id} of the kind {Kind} is given up after {Attempts} tries: {Reason}"
        )]
        public static partial void GivenUp(ILogger logger, Guid id, string kind, int attempts, string reason);
    }
}
