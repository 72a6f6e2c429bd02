using Npgsql;

namespace Holdfast.Failover.Postgres;

/// <summary>The server on this machine: started as a standby, promoted, stopped.</summary>
internal sealed class PostgresServer(
    PostgresPlan plan,
    PostgresTools tools,
    PostgresSettings settings,
    TimeProvider time
) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);
    private PostgresProcess? _process;

    /// <summary>The folders, once; owned by the user.</summary>
    public async Task PrepareAsync(CancellationToken cancel)
    {
        // As who we are: the user may not be allowed to make the first of them.
        var made = await new Linux.Processes.ProgramRunner(time).RunAsync(
            new("install", "-d", "-m", "0700", "-o", plan.User, "-g", plan.User, plan.Folder),
            cancel
        );
        if (!made.Succeeded)
        {
            throw new JobFailedException(made.Error.Trim());
        }

        await tools.RunAsync(
            ["install", "-d", "-m", "0700", plan.Settings, plan.Sockets, plan.Logs, plan.Aside],
            cancel
        );
    }

    public Task CreateAsync(CancellationToken cancel) =>
        tools.PostgresAsync(
            "initdb",
            ["-D", plan.Data, "-U", PostgresPlan.Administrator, "-k", "-E", "UTF8", "--locale=C.UTF-8", "-A", "peer"],
            cancel
        );

    /// <summary>Returns when it can be read.</summary>
    /// <param name="follows">The other member.</param>
    /// <param name="ended">Called when it has ended.</param>
    public async Task StartAsync(bool follows, Action ended, CancellationToken cancel)
    {
        await StopAsync(cancel);
        await settings.WriteAllAsync(follows, cancel);
        _process?.Dispose();
        var process = PostgresProcess.Start(plan, tools, settings.MainFile);
        _process = process;
        await AnswersAsync(process, cancel);
        await using var own = PostgresConnection.ToOwn(plan);
        if (follows)
        {
            // Slots of an earlier reign would keep what nobody fetches.
            await own.DoAsync(
                "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE NOT active",
                Short,
                cancel
            );
        }

        _ = TellEndAsync(process, ended);
    }

    /// <summary>
    /// A checkpoint first, while everything goes on, so that the end is quick. Then clients are sent away, and PostgreSQL itself waits for
    /// the standby to have everything.
    /// </summary>
    public async Task DrainAsync(CancellationToken cancel)
    {
        try
        {
            await using var own = PostgresConnection.ToOwn(plan);
            await own.DoAsync("CHECKPOINT", Drain, cancel);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            // The end takes longer, then.
        }

        await StopAsync(cancel);
    }

    /// <summary>Clients and writes end at once; what is not out after three seconds is broken off, and recovered at the next start.</summary>
    public async Task StopAsync(CancellationToken cancel)
    {
        foreach (var (mode, seconds) in new[] { ("fast", 3), ("immediate", 10) })
        {
            if (!Runs())
            {
                return;
            }

            var stopped = await tools.TryAsync(
                [plan.Program("pg_ctl"), "-D", plan.Data, "stop", "-w", "-m", mode, "-t", $"{seconds}"],
                cancel
            );
            if (stopped.Succeeded)
            {
                return;
            }
        }

        if (Runs())
        {
            throw new JobFailedException("The server does not stop.");
        }
    }

    /// <summary>Writes are possible when it returns, and everything is there that the pair needs.</summary>
    public async Task PromoteAsync(CancellationToken cancel)
    {
        await using var own = PostgresConnection.ToOwn(plan);
        var promoted = await own.AskAsync(
            "SELECT CASE WHEN pg_is_in_recovery() THEN pg_promote(true, 60) ELSE true END",
            Long,
            cancel
        );
        if (promoted is not [true])
        {
            throw new JobFailedException("PostgreSQL was not promoted in a minute.");
        }

        await new PairObjects(plan).EnsureAsync(own, cancel);
        _ = CheckpointAsync();
    }

    public void Dispose() => _process?.Dispose();

    /// <summary>Its file may be of an earlier boot, and the process of that number anything; PostgreSQL works in its data's folder.</summary>
    private bool Runs()
    {
        try
        {
            var id = File.ReadLines(Path.Combine(plan.Data, "postmaster.pid")).FirstOrDefault() ?? "";
            return id.All(char.IsAsciiDigit) && new FileInfo($"/proc/{id}/cwd").LinkTarget == plan.Data;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    private async Task AnswersAsync(PostgresProcess process, CancellationToken cancel)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            await using var own = PostgresConnection.ToOwn(plan);
            try
            {
                await own.DoAsync("SELECT 1", Short, cancel);
                return;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                if (process.HasEnded || time.GetElapsedTime(began) > Recovery)
                {
                    throw new JobFailedException($"PostgreSQL does not start; see {plan.Logs}: {e.Message}");
                }
            }

            await Task.Delay(Pause, time, cancel);
        }
    }

    private static async Task TellEndAsync(PostgresProcess process, Action ended)
    {
        await process.WaitForEndAsync();
        ended();
    }

    /// <summary>A rewind looks at the last checkpoint; before it nobody can be rewound to this timeline.</summary>
    private async Task CheckpointAsync()
    {
        try
        {
            await using var own = PostgresConnection.ToOwn(plan);
            await own.DoAsync("CHECKPOINT", TimeSpan.FromMinutes(10), CancellationToken.None);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            // PostgreSQL makes one by itself, later.
        }
    }
}
