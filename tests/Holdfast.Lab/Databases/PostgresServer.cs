using Holdfast.Lab.Hosts;
using Holdfast.Lab.Programs;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Databases;

/// <summary>A PostgreSQL server on a host, with a role and an empty database for Holdfast. Without any care for the disk.</summary>
public sealed class PostgresServer
{
    public const int Port = 5432;

    internal const string User = "postgres";
    private const string Programs = "/usr/lib/postgresql";
    private const string Password = "only Holdfast knows";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>A file of the host alone, which is not copied to a standby.</summary>
    private const string HostSettings = "/run/lab/postgres.conf";

    private readonly Host host;
    private readonly string folder;
    private RunningProgram? program;

    private PostgresServer(Host host, string folder)
    {
        this.host = host;
        this.folder = folder;
    }

    public Host Host => host;

    /// <summary>A server that cannot write any more ends by itself.</summary>
    public bool HasEnded => program!.HasEnded;

    /// <summary>Where its data is, on the host.</summary>
    public static string Folder => "/run/postgres";

    /// <summary>How Holdfast reaches it over the network, with the password.</summary>
    public string ConnectionString =>
        $"Host={host.Address4};Port={Port};Database=holdfast;Username=holdfast;Password={Password}";

    /// <summary>With its data on the host's own memory disk, so that a busy disk of the machine holds nobody up.</summary>
    public static async Task<PostgresServer> StartAsync(Host host)
    {
        var server = new PostgresServer(host, Folder);
        await host.RunAsync("install", "-d", "-o", User, server.folder);
        await server.RunAsUserAsync([
            Find("initdb"),
            "-D",
            server.Data,
            "-U",
            User,
            "-A",
            "trust",
            "--auth-host=scram-sha-256",
            "--no-sync",
        ]);
        await File.AppendAllTextAsync(
            host.FromOutside($"{server.Data}/pg_hba.conf"),
            "host all all all scram-sha-256\nhost replication all all trust\n"
        );
        await File.AppendAllTextAsync(
            host.FromOutside($"{server.Data}/postgresql.conf"),
            $"include_if_exists = '{HostSettings}'\n"
        );
        await server.StartAsync();
        await server.ExecuteAsync($"CREATE ROLE holdfast LOGIN PASSWORD '{Password}'");
        await server.MakeDatabaseAsync();
        return server;
    }

    /// <summary>A standby on another host that streams from this one.</summary>
    public async Task<PostgresServer> AddStandbyAsync(Host on)
    {
        var standby = new PostgresServer(on, folder);
        await on.RunAsync("install", "-d", "-o", User, folder);
        await standby.FollowAsync(this);
        return standby;
    }

    /// <summary>Throws away what it has, and becomes a standby.</summary>
    public async Task FollowAsync(PostgresServer primary)
    {
        await host.RunAsync("rm", "-rf", Data);
        await RunAsUserAsync([
            Find("pg_basebackup"),
            "-h",
            $"{primary.host.Address4}",
            "-p",
            $"{Port}",
            "-U",
            User,
            "-D",
            Data,
            "-R",
            "-c",
            "fast",
            "--no-sync",
        ]);
        await StartAsync();
        await primary.UntilFollowedAsync();
    }

    /// <summary>
    /// Whether a commit waits until a standby has it too. Nothing acknowledged is lost with the primary then, and nothing can be written
    /// without a standby.
    /// </summary>
    public async Task WaitForStandbyAsync(bool waits)
    {
        await File.WriteAllTextAsync(
            host.FromOutside(HostSettings),
            $"synchronous_standby_names = '{(waits ? "*" : "")}'\n"
        );
        await ExecuteAsync("SELECT pg_reload_conf()");
        host.Story.Tell(host.Name, $"PostgreSQL {(waits ? "waits" : "does not wait")} for its standby");
    }

    /// <summary>Waits until a standby streams from it, and has all that is there now.</summary>
    public async Task UntilFollowedAsync()
    {
        var now = await AskAsync("SELECT pg_current_wal_lsn()");
        var question = $"SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming' AND flush_lsn >= '{now}'";
        await Wait.UntilAsync("the standby to have everything", Patience, async () => await AskAsync(question) != "0");
    }

    /// <summary>Makes a standby the primary; returns when it is.</summary>
    public async Task PromoteAsync()
    {
        host.Story.Tell(host.Name, "PostgreSQL is promoted");
        await RunAsUserAsync([Find("pg_ctl"), "promote", "-w", "-D", Data]);
    }

    /// <summary>What a statement gives, as the server's administrator sees it.</summary>
    public async Task<string> AskAsync(string sql, string database = "postgres") =>
        (
            await host.RunAsync(UserCommand([Find("psql"), "-h", folder, "-U", User, "-d", database, "-qAtXc", sql]))
        ).Trim();

    /// <summary>The connection string for this server and another, whichever is the primary.</summary>
    public string ConnectionStringWith(PostgresServer other) =>
        ConnectionString.Replace(
            $"Host={host.Address4};",
            $"Host={host.Address4},{other.host.Address4};",
            StringComparison.Ordinal
        );

    /// <summary>Starts it again, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        string[] settings =
        [
            "listen_addresses=*",
            "fsync=off",
            "full_page_writes=off",
            // A standby that has just lost its primary may sleep so long, 5 s by default, before it sees that it is promoted.
            "wal_retrieve_retry_interval=100ms",
            // By default a connection between the two that carries nothing any more is noticed after a minute.
            "wal_sender_timeout=3s",
            "wal_receiver_timeout=3s",
            // So that it fits on a small disk.
            "max_wal_size=64MB",
            "min_wal_size=32MB",
        ];
        program = host.Start(
            "postgres",
            UserCommand([
                Find("postgres"),
                "-D",
                Data,
                "-p",
                $"{Port}",
                "-k",
                folder,
                .. settings.SelectMany(setting => new[] { "-c", setting }),
            ])
        );
        await Wait.UntilAsync(
            "PostgreSQL",
            Patience,
            async () => (await host.TryRunAsync(Find("pg_isready"), "-q", "-h", folder)).Succeeded
        );
        host.Story.Tell(host.Name, "PostgreSQL is ready");
    }

    /// <summary>Waits until it answers again, and starts it whenever it has given up.</summary>
    public Task ReviveAsync() =>
        Wait.UntilAsync(
            "PostgreSQL to come back",
            Patience,
            async () =>
            {
                if (HasEnded)
                {
                    await StartAsync();
                }

                return (await host.TryRunAsync(Find("pg_isready"), "-q", "-h", folder)).Succeeded;
            }
        );

    /// <summary>SIGKILL, to its children too: one that waits for a lock of another child that has gone would wait for ever.</summary>
    public async Task KillAsync()
    {
        host.Story.Fault(host.Name, "PostgreSQL gets SIGKILL");
        await program!.KillAsync();
        foreach (var child in host.Processes.Where(IsOurs))
        {
            child.Send(Signal.Kill);
        }

        await Wait.UntilAsync("PostgreSQL's processes to be gone", Patience, () => !host.Processes.Any(IsOurs));
    }

    /// <summary>SIGSTOP to all of its processes.</summary>
    public void Freeze() => Send(Signal.Stop);

    public void Thaw() => Send(Signal.Continue);

    /// <summary>Takes the database away, whoever is connected, and makes an empty one.</summary>
    public async Task EmptyAsync()
    {
        await ExecuteAsync("DROP DATABASE holdfast WITH (FORCE)");
        await MakeDatabaseAsync();
    }

    /// <summary>Runs a statement as the server's administrator.</summary>
    public Task ExecuteAsync(string sql, string database = "postgres") =>
        RunAsUserAsync([Find("psql"), "-h", folder, "-U", User, "-d", database, "-qXc", sql]);

    private void Send(Signal signal)
    {
        program!.Send(signal);
        foreach (var process in host.Processes.Where(IsOurs))
        {
            process.Send(signal);
        }
    }

    private string Data => $"{folder}/data";

    /// <summary>Its children call themselves <c>postgres: checkpointer</c> and the like.</summary>
    internal static bool IsOurs(HostProcess process) =>
        process.CommandLine is [var first, ..] && first.Contains("postgres", StringComparison.Ordinal);

    private Task MakeDatabaseAsync() => ExecuteAsync("CREATE DATABASE holdfast OWNER holdfast");

    private Task RunAsUserAsync(IEnumerable<string> command) => host.RunAsync(UserCommand(command));

    internal static IEnumerable<string> UserCommand(IEnumerable<string> command) =>
        ["setpriv", $"--reuid={User}", $"--regid={User}", "--init-groups", "--", .. command];

    /// <summary>Debian does not put the server's programs into the path, as several versions may be there.</summary>
    public static string Find(string program) =>
        Directory
            .EnumerateDirectories(Programs)
            .Order(StringComparer.Ordinal)
            .Select(version => Path.Combine(version, "bin", program))
            .LastOrDefault(File.Exists)
        ?? throw new LabException(
            $"PostgreSQL's {program} is not under {Programs}; install the package postgresql-15."
        );
}
