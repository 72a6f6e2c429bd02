using System.Diagnostics;
using Npgsql;

namespace Holdfast.Testing.Postgres;

/// <summary>
/// A private PostgreSQL server on a free port of the loopback, one for the whole test process, without any care for the disk. A small
/// guard process stops it and removes its files when the test process ends, in whatever way.
/// </summary>
public sealed class PostgresCluster
{
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
        var port = PostgresGuard.FreePort();
        var cluster = new PostgresCluster(PostgresGuard.Start(folder, $"{folder}/data", port), folder, port);
        await cluster.WaitUntilReadyAsync();
        return cluster;
    }

    private static Task InitialiseAsync(string folder) =>
        ServerUser.RunAsync(
            PostgresPrograms.Find("initdb"),
            ["-D", $"{folder}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        );

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
}
