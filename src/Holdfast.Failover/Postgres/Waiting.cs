using System.Globalization;

namespace Holdfast.Failover.Postgres;

/// <summary>Makes the primary's commits wait for the standby, or end that.</summary>
internal sealed class Waiting(PostgresPlan plan, PostgresSettings settings, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CheckpointPatience = TimeSpan.FromMinutes(2);

    /// <summary>When it returns, every commit waits, and the standby has every commit that did not.</summary>
    public async Task BeginAsync(CancellationToken cancel)
    {
        await settings.WriteWaitingAsync(waits: true, cancel);
        await using var own = PostgresConnection.ToOwn(plan);
        await own.DoAsync("SELECT pg_reload_conf()", Patience, cancel);
        await UntilAsync(own, $"sync_state = 'sync'", cancel);
        // It is the checkpointer who tells all sessions to wait, and it does so before its next checkpoint.
        await own.DoAsync("CHECKPOINT", CheckpointPatience, cancel);
        var position = (await own.AskAsync("SELECT pg_current_wal_flush_lsn()::text", Patience, cancel))![0];
        await UntilAsync(own, $"flush_lsn >= '{position}'", cancel);
    }

    /// <summary>
    /// Commits that wait end as committed: that is safe, and cancelling them would not be, as PostgreSQL then says that they are, too.
    /// </summary>
    public async Task EndAsync(CancellationToken cancel)
    {
        await settings.WriteWaitingAsync(waits: false, cancel);
        await using var own = PostgresConnection.ToOwn(plan);
        await own.DoAsync("SELECT pg_reload_conf()", Patience, cancel);
        await TrueAsync(own, "SELECT count(*) = 0 FROM pg_stat_activity WHERE wait_event = 'SyncRep'", cancel);
    }

    private Task UntilAsync(PostgresConnection own, string condition, CancellationToken cancel) =>
        TrueAsync(
            own,
            string.Create(
                CultureInfo.InvariantCulture,
                $"SELECT count(*) > 0 FROM pg_stat_replication WHERE application_name = '{PostgresPlan.NameOf(plan.Other)}' AND {condition}"
            ),
            cancel
        );

    private async Task TrueAsync(PostgresConnection own, string question, CancellationToken cancel)
    {
        var began = time.GetTimestamp();
        while (await own.AskAsync(question, Patience, cancel) is not [true])
        {
            if (time.GetElapsedTime(began) > Patience)
            {
                throw new JobFailedException("The standby does not keep up.");
            }

            await Task.Delay(Pause, time, cancel);
        }
    }
}
