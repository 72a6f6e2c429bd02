using Holdfast.Data;
using Holdfast.Data.Migrations;
using Holdfast.Testing.Postgres;

namespace Holdfast.Testing;

/// <summary>An empty database of its own for a test, of either kind, gone afterwards.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Lock Gate = new();

    private static Task<string>? _migrated;

    private readonly Func<Task> _remove;
    private readonly List<IDatabase> _opened = [];

    private TestDatabase(string setting, Func<Task> remove)
    {
        Setting = setting;
        _remove = remove;
    }

    /// <summary>What <see cref="DatabaseFactory.Open"/> understands.</summary>
    public string Setting { get; }

    /// <summary>The first connection, as of one portal.</summary>
    public IDatabase Database => _opened.Count > 0 ? _opened[0] : OpenAnother();

    /// <summary>With the newest schema.</summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind)
    {
        if (kind == DatabaseKind.Postgres)
        {
            return await CreatePostgresAsync(await MigratedTemplateAsync());
        }

        var database = CreateSqlite();
        await DatabaseMigrations.ApplyAsync(database.Database, TimeProvider.System, CancellationToken.None);
        return database;
    }

    /// <summary>Without a schema.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync(DatabaseKind kind) =>
        kind == DatabaseKind.Postgres ? await CreatePostgresAsync("template1") : CreateSqlite();

    /// <summary>A database object of its own on the same database, as another portal has it.</summary>
    public IDatabase OpenAnother()
    {
        var database = DatabaseFactory.Open(Setting);
        _opened.Add(database);
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _opened)
        {
            await database.DisposeAsync();
        }

        await _remove();
    }

    private static TestDatabase CreateSqlite()
    {
        var folder = new TemporaryFolder();
        return new TestDatabase(
            $"sqlite:{folder["holdfast.db"]}",
            () =>
            {
                folder.Dispose();
                return Task.CompletedTask;
            }
        );
    }

    private static async Task<TestDatabase> CreatePostgresAsync(string template)
    {
        var cluster = await PostgresCluster.SharedAsync();
        var name = await cluster.CreateDatabaseAsync(template);
        return new TestDatabase(cluster.ConnectionString(name), () => cluster.DropDatabaseAsync(name));
    }

    private static Task<string> MigratedTemplateAsync()
    {
        lock (Gate)
        {
            return _migrated ??= MakeTemplateAsync();
        }
    }

    private static async Task<string> MakeTemplateAsync()
    {
        var cluster = await PostgresCluster.SharedAsync();
        var name = await cluster.CreateDatabaseAsync();
        await using var database = DatabaseFactory.Open(cluster.ConnectionString(name) + ";Pooling=false");
        await DatabaseMigrations.ApplyAsync(database, TimeProvider.System, CancellationToken.None);
        return name;
    }
}
