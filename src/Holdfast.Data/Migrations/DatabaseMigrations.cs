using Holdfast.Data.Problems;

namespace Holdfast.Data.Migrations;

/// <summary>Brings a database to the schema of this program: forward only, in one transaction, one process at a time.</summary>
public static class DatabaseMigrations
{
    /// <summary>The key of the advisory lock in PostgreSQL, chosen at random once.</summary>
    private const long LockKey = 0x48_6f_6c_64_66_61_73_74;

    private const string CreateHistory = """
        CREATE TABLE IF NOT EXISTS schema_migrations (
            number BIGINT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            checksum TEXT NOT NULL,
            applied_at BIGINT NOT NULL
        )
        """;

    private static readonly DialectSql ForeignTables = new(
        sqlite: """
        SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
            AND NOT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'schema_migrations') LIMIT 1
        """,
        // A schema may hold tables of extensions, so that there others' tables mean nothing.
        postgres: "SELECT '' AS name WHERE 1 = 0"
    );

    /// <returns>How many steps were done; 0: the schema was as it should be.</returns>
    /// <exception cref="DatabaseException">The database is newer, altered, somebody else's, or cannot be changed.</exception>
    public static Task<int> ApplyAsync(IDatabase database, TimeProvider time, CancellationToken cancel) =>
        ApplyAsync(database, MigrationSet.For(database.Kind), time, cancel);

    internal static Task<int> ApplyAsync(
        IDatabase database,
        IReadOnlyList<Migration> known,
        TimeProvider time,
        CancellationToken cancel
    ) => database.WriteAsync(unit => ApplyAsync(unit, known, time.GetUtcNow()), cancel);

    private static async Task<int> ApplyAsync(IUnitOfWork unit, IReadOnlyList<Migration> known, DateTimeOffset now)
    {
        await LockAsync(unit);
        await RefuseForeignAsync(unit);
        await unit.ExecuteAsync(CreateHistory);
        var plan = MigrationPlan.Make(known, await HistoryAsync(unit));
        if (!plan.Succeeded)
        {
            throw new DatabaseException(plan.Problems[0]);
        }

        foreach (var migration in plan.Value)
        {
            await ((IScriptRunner)unit).RunScriptAsync(migration.Script);
            await NoteAsync(unit, migration, now);
        }

        return plan.Value.Length;
    }

    /// <summary>SQLite's writing transaction is lock enough.</summary>
    private static Task LockAsync(IUnitOfWork unit) =>
        unit.Kind == DatabaseKind.Postgres
            ? unit.FirstAsync(
                "SELECT 1 AS one FROM pg_advisory_xact_lock(@key)",
                row => row.Int("one"),
                ("key", LockKey)
            )
            : Task.CompletedTask;

    private static async Task RefuseForeignAsync(IUnitOfWork unit)
    {
        if (await unit.FirstAsync(ForeignTables.For(unit), row => row.Text("name")) is { } table)
        {
            throw new DatabaseException(
                DatabaseProblems.NotADatabase.At("schema", $"It holds the table {table} of another program.")
            );
        }
    }

    private static Task<IReadOnlyList<AppliedMigration>> HistoryAsync(IUnitOfWork unit) =>
        unit.QueryAsync(
            "SELECT number, name, checksum FROM schema_migrations ORDER BY number",
            row => new AppliedMigration(row.Int("number"), row.Text("name"), row.Text("checksum"))
        );

    private static Task<int> NoteAsync(IUnitOfWork unit, Migration migration, DateTimeOffset now) =>
        unit.ExecuteAsync(
            "INSERT INTO schema_migrations (number, name, checksum, applied_at) VALUES (@number, @name, @checksum, @now)",
            ("number", migration.Number),
            ("name", migration.Name),
            ("checksum", migration.Checksum),
            ("now", now)
        );
}
