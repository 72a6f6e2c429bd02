namespace Holdfast.Failover.Postgres;

/// <summary>What every primary of a pair has: the two roles, the portals' database, the grants, the other member's slot.</summary>
internal sealed class PairObjects(PostgresPlan plan)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The functions are those that pg_rewind needs (its manual, "Notes").</summary>
    private string Objects =>
        $"""
            SET synchronous_commit = local;
            DO $$ BEGIN
                IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{PostgresPlan.PairRole}') THEN
                    CREATE ROLE {PostgresPlan.PairRole} LOGIN REPLICATION;
                END IF;
                IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{PostgresPlan.Owner}') THEN
                    CREATE ROLE {PostgresPlan.Owner} LOGIN;
                END IF;
            END $$;
            ALTER ROLE {PostgresPlan.PairRole} PASSWORD '{plan.Database.ReplicationPassword}';
            ALTER ROLE {PostgresPlan.Owner} PASSWORD '{plan.Database.Password}';
            GRANT pg_monitor TO {PostgresPlan.PairRole};
            GRANT EXECUTE ON FUNCTION pg_catalog.pg_ls_dir(text, boolean, boolean) TO {PostgresPlan.PairRole};
            GRANT EXECUTE ON FUNCTION pg_catalog.pg_stat_file(text, boolean) TO {PostgresPlan.PairRole};
            GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_binary_file(text) TO {PostgresPlan.PairRole};
            GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_binary_file(text, bigint, bigint, boolean) TO {PostgresPlan.PairRole};
            CREATE SCHEMA IF NOT EXISTS holdfast_pair;
            CREATE TABLE IF NOT EXISTS holdfast_pair.grants
                (one boolean PRIMARY KEY DEFAULT true CHECK (one), open boolean NOT NULL, timeline text NOT NULL);
            GRANT USAGE ON SCHEMA holdfast_pair TO {PostgresPlan.PairRole};
            GRANT SELECT ON holdfast_pair.grants TO {PostgresPlan.PairRole};
            SELECT pg_create_physical_replication_slot('{PostgresPlan.NameOf(plan.Other)}', true)
                WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = '{PostgresPlan.NameOf(
                plan.Other
            )}');
            """;

    public async Task EnsureAsync(PostgresConnection own, CancellationToken cancel)
    {
        await own.DoAsync(Objects, Patience, cancel);
        var there = await own.AskAsync(
            $"SELECT count(*) FROM pg_database WHERE datname = '{PostgresPlan.Owner}'",
            Patience,
            cancel
        );
        if (there is [0L])
        {
            await own.DoAsync($"CREATE DATABASE {PostgresPlan.Owner} OWNER {PostgresPlan.Owner}", Patience, cancel);
        }
    }
}
