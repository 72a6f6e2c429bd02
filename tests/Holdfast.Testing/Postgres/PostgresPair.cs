using System.Diagnostics;
using System.Globalization;
using Holdfast.Testing.Waiting;
using Npgsql;

namespace Holdfast.Testing.Postgres;

/// <summary>
/// A private primary and a standby that streams from it, with a role of its own that needs a password, as an administrator has them.
/// </summary>
public sealed class PostgresPair : IAsyncDisposable
{
    public const string Password = "only-the-pair-knows-17";

    private readonly List<Process> _guards = [];
    private readonly Server _primary = new("primary");
    private readonly Server _standby = new("standby");
    private IReadOnlyList<string> _frozen = [];

    private PostgresPair() { }

    /// <summary>Names both, the primary first.</summary>
    public string Setting =>
        $"Host=127.0.0.1:{_primary.Port},127.0.0.1:{_standby.Port};Database=holdfast;Username=holdfast;Password={Password}";

    /// <summary>Names the standby alone.</summary>
    public string StandbySetting =>
        $"Host=127.0.0.1;Port={_standby.Port};Database=holdfast;Username=holdfast;Password={Password}";

    public static async Task<PostgresPair> StartAsync()
    {
        var pair = new PostgresPair();
        try
        {
            await pair.StartPrimaryAsync();
            await pair.StartStandbyAsync();
            return pair;
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the standby has all that the primary has committed.</summary>
    public async Task CatchUpAsync()
    {
        var written = await _primary.AskAsync("SELECT pg_current_wal_lsn()::text");
        await Eventually.TrueAsync(
            "the standby has all",
            async () =>
                await _standby.AskAsync($"SELECT (pg_last_wal_replay_lsn() >= '{written}'::pg_lsn)::text") == "true"
        );
    }

    /// <summary>SIGKILL; returns when nobody answers there any more, also not over a connection that was open.</summary>
    public async Task KillPrimaryAsync()
    {
        var postmaster = _primary.ProcessId;
        var backends = Children(postmaster);
        using (var process = Process.GetProcessById(postmaster))
        {
            process.Kill();
        }

        await Eventually.TrueAsync("the primary is gone", async () => !await _primary.AnswersAsync());
        // They find out by themselves, and may commit something before.
        await Eventually.TrueAsync("its backends are gone", () => !backends.Any(IsRunning));
    }

    /// <summary>SIGSTOP to all of it: connections that are open stay so, and nobody answers, as when its machine is unplugged.</summary>
    public Task FreezePrimaryAsync()
    {
        _frozen = [$"{_primary.ProcessId}", .. Children(_primary.ProcessId)];
        return ServerUser.RunAsync("kill", ["-STOP", .. _frozen]);
    }

    /// <summary>Makes the standby the primary; returns when it is.</summary>
    public Task PromoteAsync() =>
        ServerUser.RunAsync(PostgresPrograms.Find("pg_ctl"), ["promote", "-w", "-D", _standby.Data]);

    public async ValueTask DisposeAsync()
    {
        if (_frozen.Count > 0)
        {
            await ServerUser.RunAsync("kill", ["-CONT", .. _frozen]);
        }

        foreach (var guard in _guards)
        {
            guard.StandardInput.Close();
            await guard.WaitForExitAsync();
            guard.Dispose();
        }
    }

    private static List<string> Children(int process) =>
        [
            .. File.ReadAllText($"/proc/{process}/task/{process}/children")
                .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        ];

    private static bool IsRunning(string process)
    {
        try
        {
            // "id (name) state …"; a zombie has ended, whether or not anybody has asked how.
            var status = File.ReadAllText($"/proc/{process}/stat");
            return status[status.LastIndexOf(')') + 2] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task StartPrimaryAsync()
    {
        await ServerUser.GiveAsync(_primary.Folder);
        await ServerUser.RunAsync(
            PostgresPrograms.Find("initdb"),
            [
                "-D",
                _primary.Data,
                "-U",
                "postgres",
                "--auth-local=trust",
                "--auth-host=scram-sha-256",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
            ]
        );
        await StartAsync(_primary);
        await _primary.AskAsync($"CREATE ROLE holdfast LOGIN PASSWORD '{Password}'");
        await _primary.AskAsync("CREATE DATABASE holdfast OWNER holdfast");
    }

    private async Task StartStandbyAsync()
    {
        await ServerUser.GiveAsync(_standby.Folder);
        await ServerUser.RunAsync(
            PostgresPrograms.Find("pg_basebackup"),
            [
                "-h",
                _primary.Folder,
                "-p",
                $"{_primary.Port}",
                "-U",
                "postgres",
                "-D",
                _standby.Data,
                "-R",
                "-c",
                "fast",
                "--no-sync",
            ]
        );
        await StartAsync(_standby);
    }

    private async Task StartAsync(Server server)
    {
        _guards.Add(PostgresGuard.Start(server.Folder, server.Data, server.Port));
        await Eventually.TrueAsync("PostgreSQL answers", server.AnswersAsync);
    }

    private sealed class Server(string name)
    {
        public string Folder { get; } = Directory.CreateTempSubdirectory($"holdfast-pg-{name}-").FullName;

        public int Port { get; } = PostgresGuard.FreePort();

        public string Data => $"{Folder}/data";

        /// <summary>The first line of the server's own note.</summary>
        public int ProcessId =>
            int.Parse(File.ReadLines($"{Data}/postmaster.pid").First(), CultureInfo.InvariantCulture);

        public async Task<bool> AnswersAsync()
        {
            try
            {
                await AskAsync("SELECT 1::text");
                return true;
            }
            catch (NpgsqlException)
            {
                return false;
            }
        }

        /// <summary>As the server's administrator, over its socket.</summary>
        public async Task<string?> AskAsync(string sql)
        {
            await using var connection = new NpgsqlConnection(
                $"Host={Folder};Port={Port};Username=postgres;Database=postgres;Pooling=false"
            );
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(sql, connection);
            return await command.ExecuteScalarAsync() as string;
        }
    }
}
