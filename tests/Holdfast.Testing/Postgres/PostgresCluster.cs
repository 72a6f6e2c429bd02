using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Holdfast.Testing.Postgres;

/// <summary>
/// A private PostgreSQL server on a free port of the loopback, one for the whole test process, without any care for the disk. A small
/// guard process stops it and removes its files when the test process ends, in whatever way.
/// </summary>
public sealed class PostgresCluster
{
    /// <summary>
    /// The guard's standard input is a pipe from the test process and ends with it. It ignores the signals of a terminal, which mean
    /// the test process.
    /// </summary>
    private const string Guard = """
        trap '' INT TERM HUP
        folder="$1"; shift
        "$@" >>"$folder/log" 2>&1 </dev/null &
        cat >/dev/null
        kill -QUIT $! 2>/dev/null
        wait
        rm -rf "$folder"
        """;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private static readonly Lock Gate = new();

    private static Task<PostgresCluster>? _shared;
    private static int _databases;

    private readonly Process _guard;

    private PostgresCluster(Process guard, string folder, int port)
    {
        _guard = guard;
        Folder = folder;
        Port = port;
    }

    public int Port { get; }

    /// <summary>With the server's data, socket and log.</summary>
    public string Folder { get; }

    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or did not start; with the reason.</exception>
    public static Task<PostgresCluster> SharedAsync()
    {
        lock (Gate)
        {
            return _shared ??= StartAsync();
        }
    }

    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database};Timeout=15;Command Timeout=60";

    /// <summary>A new database.</summary>
    /// <param name="template">The database of which it is a copy; nobody may be connected there.</param>
    /// <returns>Its name.</returns>
    public async Task<string> CreateDatabaseAsync(string template = "template1")
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template}");
        return name;
    }

    /// <summary>Removes a database, whoever is still connected.</summary>
    public Task DropDatabaseAsync(string name) => ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)");

    /// <summary>Runs a statement as the server's administrator.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<PostgresCluster> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-pg-").FullName;
        await ServerUser.GiveAsync(folder);
        await InitialiseAsync(folder);
        var port = FreePort();
        var cluster = new PostgresCluster(StartGuard(folder, port), folder, port);
        await cluster.WaitUntilReadyAsync();
        return cluster;
    }

    private static Task InitialiseAsync(string folder) =>
        ServerUser.RunAsync(
            PostgresPrograms.Find("initdb"),
            ["-D", $"{folder}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        );

    private static Process StartGuard(string folder, int port)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        string[] server =
        [
            .. ServerUser.Command(PostgresPrograms.Find("postgres")),
            .. new[] { "-D", $"{folder}/data", "-p", $"{port}", "-k", folder },
            .. new[]
            {
                "listen_addresses=127.0.0.1",
                "fsync=off",
                "full_page_writes=off",
                "max_connections=300",
            }.SelectMany(setting => new[] { "-c", setting }),
        ];
        foreach (var argument in (string[])["-c", Guard, "guard", folder, .. server])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The guard of PostgreSQL did not start.");
    }

    private async Task WaitUntilReadyAsync()
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await ExecuteAsync("SELECT 1");
                return;
            }
            catch (NpgsqlException e)
            {
                if (_guard.HasExited || Stopwatch.GetElapsedTime(started) > StartTimeout)
                {
                    throw new InvalidOperationException($"PostgreSQL did not start: {Log()}", e);
                }

                await Task.Delay(50);
            }
        }
    }

    private string Log() => File.Exists($"{Folder}/log") ? File.ReadAllText($"{Folder}/log") : "it wrote no log";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
