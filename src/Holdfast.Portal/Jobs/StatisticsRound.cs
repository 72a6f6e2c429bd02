using Holdfast.Data;
using Holdfast.Data.Leases;
using Holdfast.Data.Statistics;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Settings;
using Holdfast.Portal.Statistics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Holdfast.Portal.Jobs;

/// <summary>
/// Rolls sessions up into days, on one portal at a time. Bytes are moved into the books together with the note that they were, so none
/// is counted twice or lost, whenever a portal dies. People and peaks of a day are computed anew from its sessions as long as these change.
/// </summary>
public sealed partial class StatisticsRound(
    IDatabase database,
    LeaseStore leases,
    StatisticsStore statistics,
    PortalSettings settings,
    TimeProvider clock,
    ILogger<StatisticsRound> logger
) : BackgroundService
{
    internal const string LeaseName = "statistics";

    /// <summary>Sessions in one transaction, so that none is long.</summary>
    private const int Batch = 1000;

    /// <summary>In one round; after an upgrade all of the history is to be counted, and that has time.</summary>
    private const int MostBatches = 30;

    /// <summary>In one round.</summary>
    private const int MostDays = 5;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromMinutes(3);

    private readonly Quiet _quiet = new(clock);
    private readonly string _holder = Guid.CreateVersion7().ToString("N");

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.DoAsync(
            Interval,
            clock,
            stop => Rounds.TryAsync(_quiet, RunAsync, reason => Log.Failed(logger, reason), stop),
            stoppingToken
        );

    /// <summary>One turn; nothing happens when it is another portal's.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        for (var batch = 0; batch < MostBatches; batch++)
        {
            var counted = await database.WriteAsync(CountAsync, cancel);
            if (counted is null)
            {
                return;
            }

            if (counted < Batch)
            {
                break;
            }
        }

        foreach (var due in await database.ReadAsync(unit => statistics.DueAsync(unit, MostDays), cancel))
        {
            await ComputeAsync(due, cancel);
        }
    }

    /// <returns>How many sessions; null: it is another portal's turn.</returns>
    private async Task<int?> CountAsync(IUnitOfWork unit)
    {
        if (!await IsOursAsync(unit))
        {
            return null;
        }

        var found = await statistics.UncountedAsync(unit, Batch);
        await statistics.AddTrafficAsync(unit, TrafficTally.Traffic(found));
        await statistics.SetCountedAsync(unit, found);
        await statistics.MarkAsync(unit, [.. TrafficTally.Days(found).Union(await OpenAsync(unit))]);
        return found.Count;
    }

    /// <summary>Today goes on. When a day has just begun, those before it are computed to their end.</summary>
    private async Task<IEnumerable<DateOnly>> OpenAsync(IUnitOfWork unit)
    {
        var today = DayNumber.DayOf(clock.GetUtcNow());
        return TrafficTally.Between(
            await statistics.LastDayAsync(unit) is { } last && last < today ? last : today,
            today
        );
    }

    /// <summary>The sessions are read outside of the transaction that writes: others need not wait for it.</summary>
    private async Task ComputeAsync(DueDay due, CancellationToken cancel)
    {
        var use = await database.ReadAsync(
            async unit =>
                await IsKeptAsync(unit, due.Day)
                    ? DayTally.Of(due.Day, await statistics.SpansAsync(unit, due.Day))
                    : null,
            cancel
        );
        await database.WriteAsync(
            async unit =>
            {
                if (!await IsOursAsync(unit))
                {
                    return false;
                }

                await (use is null ? statistics.LeaveAsync(unit, due) : statistics.SettleAsync(unit, due, use));
                return true;
            },
            cancel
        );
    }

    /// <summary>False: sessions of that day may be forgotten already, so that the figures would shrink.</summary>
    private async Task<bool> IsKeptAsync(IUnitOfWork unit, DateOnly day) =>
        DayNumber.Begin(day) >= clock.GetUtcNow() - (await settings.ReadAsync(unit)).SessionHistory;

    private async Task<bool> IsOursAsync(IUnitOfWork unit) =>
        await leases.TryAcquireAsync(unit, LeaseName, _holder, LeaseDuration, clock.GetUtcNow()) is not null;

    private static partial class Log
    {
        [LoggerMessage(EventIds.StatisticsWait, LogLevel.Warning, "Statistics have to wait: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
