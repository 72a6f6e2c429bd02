namespace Holdfast.Failover.Postgres;

/// <summary>Makes this member's data follow the other's again: by rewinding what diverged, or as a new copy.</summary>
internal sealed class Rejoining(
    PostgresPlan plan,
    PostgresTools tools,
    PostgresSettings settings,
    Divergence divergence
)
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Hours = TimeSpan.FromHours(24);

    /// <param name="led">This member's data was written by itself last.</param>
    public async Task RewindAsync(bool led, CancellationToken cancel)
    {
        await settings.WritePasswordsAsync(cancel);
        await using var other = PostgresConnection.ToOther(plan);
        await ExpectReadyAsync(other, cancel);
        if (!await divergence.KeepAsync(other, led, cancel))
        {
            // Both were promoted from the same timeline, apart from each other; pg_rewind would see no difference.
            throw new JobFailedException("Both members have the same timeline.");
        }

        // The single-user server that pg_rewind may start for a moment refuses to be a standby.
        await tools.RunAsync(["rm", "-f", Path.Combine(plan.Data, "standby.signal")], cancel);
        await tools.WriteAsync(plan.RewindMark, "", cancel);
        await tools.PostgresAsync(
            "pg_rewind",
            ["-D", plan.Data, $"--source-server={plan.OtherForPrograms}"],
            cancel,
            Hours
        );
        await tools.RunAsync(["rm", "-f", plan.RewindMark], cancel);
    }

    public async Task CloneAsync(bool led, CancellationToken cancel)
    {
        await settings.WritePasswordsAsync(cancel);
        await using var other = PostgresConnection.ToOther(plan);
        await ExpectReadyAsync(other, cancel);
        await RenewSlotAsync(other, cancel);
        await tools.RunAsync(["rm", "-rf", plan.NewData], cancel, timeout: Hours);
        await tools.PostgresAsync(
            "pg_basebackup",
            ["-D", plan.NewData, "-X", "stream", "-c", "fast", "-d", plan.OtherForPrograms],
            cancel,
            Hours
        );
        await ReplaceAsync(other, led, cancel);
    }

    /// <summary>What was there is thrown away only when it is of the same database, and what diverged in it is kept.</summary>
    private async Task ReplaceAsync(PostgresConnection other, bool led, CancellationToken cancel)
    {
        if (plan.HasData && await IsSameAsync(cancel))
        {
            await divergence.KeepAsync(other, led, cancel);
        }
        else if (plan.HasData)
        {
            await tools.RunAsync(
                ["mv", plan.Data, Path.Combine(plan.Aside, $"data-{Guid.CreateVersion7():N}")],
                cancel
            );
        }

        await tools.RunAsync(["rm", "-rf", plan.Data], cancel, timeout: Hours);
        await tools.RunAsync(["mv", plan.NewData, plan.Data], cancel);
        await tools.RunAsync(["rm", "-f", plan.RewindMark], cancel);
    }

    /// <summary>A rewind believes the last checkpoint of its source; before the first of a new reign it would find nothing to do.</summary>
    private static async Task ExpectReadyAsync(PostgresConnection other, CancellationToken cancel)
    {
        var ready = await other.AskAsync(
            """
            SELECT CASE WHEN pg_is_in_recovery() THEN false
                ELSE substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)
                    = lpad(upper(to_hex((SELECT timeline_id FROM pg_control_checkpoint()))), 8, '0') END
            """,
            Short,
            cancel
        );
        if (ready is not [true])
        {
            throw new SourceNotReadyException();
        }
    }

    /// <summary>One that was given up by the primary, as too much would have had to be kept, is no use any more.</summary>
    private async Task RenewSlotAsync(PostgresConnection other, CancellationToken cancel)
    {
        var name = PostgresPlan.NameOf(plan.Self);
        await other.DoAsync(
            $"SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = '{name}' AND NOT active",
            Short,
            cancel
        );
        await other.DoAsync(
            $"SELECT pg_create_physical_replication_slot('{name}', true) WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = '{name}')",
            Short,
            cancel
        );
    }

    private async Task<bool> IsSameAsync(CancellationToken cancel) =>
        await IdentifierAsync(plan.Data, cancel) == await IdentifierAsync(plan.NewData, cancel);

    private async Task<ulong> IdentifierAsync(string data, CancellationToken cancel) =>
        ControlData.SystemIdentifier(await tools.PostgresAsync("pg_controldata", ["-D", data], cancel))
        ?? throw new JobFailedException($"pg_controldata does not say whose data {data} is.");
}
