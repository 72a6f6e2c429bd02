using Holdfast.Failover.Database;

namespace Holdfast.Failover.Postgres;

/// <summary>Asks our own server how replication goes.</summary>
internal static class Observation
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static async Task<ReplicationView> LookAsync(
        PostgresConnection own,
        PostgresPlan plan,
        CancellationToken cancel
    )
    {
        var row = await own.AskAsync(Question(plan), Patience, cancel);
        return row is [long position, bool writes, bool receives, bool streams, long other, long reply]
            ? new ReplicationView((ulong)position, receives, streams, (ulong)other, reply) { Writes = writes }
            : ReplicationView.Nothing;
    }

    private static string Question(PostgresPlan plan) =>
        $"""
            SELECT
                (CASE WHEN pg_is_in_recovery()
                    THEN greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn(), '0/0'::pg_lsn)
                    ELSE pg_current_wal_flush_lsn() END - '0/0'::pg_lsn)::bigint,
                NOT pg_is_in_recovery(),
                EXISTS (SELECT FROM pg_stat_wal_receiver WHERE status = 'streaming'),
                coalesce(other.state = 'streaming', false),
                coalesce((other.flush_lsn - '0/0'::pg_lsn)::bigint, 0),
                coalesce((extract(epoch FROM other.reply_time) * 1000000)::bigint, 0)
            FROM (SELECT 1) AS one
            LEFT JOIN (SELECT * FROM pg_stat_replication
                WHERE application_name = '{PostgresPlan.NameOf(plan.Other)}' LIMIT 1) AS other ON true
            """;
}
