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

    /// <summary>Tables of extensions are nobody's. Other programs, too, call their history <c>schema_migrations</c>.</summary>
    private static readonly DialectSql ForeignTables = new(
        sqlite: """
        SELECT t.name FROM sqlite_master t WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
            AND (SELECT count(*) FROM pragma_table_info('schema_migrations')
                WHERE name IN ('number', 'name', 'checksum', 'applied_at')) < 4
        ORDER BY t.name LIMIT 1
        """,
        postgres: """
        SELECT t.relname::text AS name FROM pg_class t
        WHERE t.relkind IN ('r', 'p') AND t.relnamespace = current_schema()::regnamespace
            AND NOT EXISTS (SELECT 1 FROM pg_depend d
                WHERE d.classid = 'pg_class'::regclass AND d.objid = t.oid AND d.deptype = 'e')
            AND (SELECT count(*) FROM pg_class h JOIN pg_attribute a ON a.attrelid = h.oid
                WHERE h.relname = 'schema_migrations' AND h.relnamespace = current_schema()::regnamespace
                    AND a.attname IN ('number', 'name', 'checksum', 'applied_at')) < 4
        ORDER BY t.relname LIMIT 1
        """
    );

    private static readonly DialectSql HistoryTable = new(
        sqlite: "SELECT 1 AS one FROM sqlite_master WHERE type = 'table' AND name = 'schema_migrations'",
        postgres: """
        SELECT 1::bigint AS one FROM pg_class
        WHERE relname = 'schema_migrations' AND relnamespace = current_schema()::regnamespace
        """
    );

    /// <returns>How many steps were done; 0: the schema was as it should be.</returns>
    /// <exception cref="DatabaseException">The database is newer, altered, somebody else's, or cannot be changed.</exception>
    public static Task<int> ApplyAsync(IDatabase database, TimeProvider time, CancellationToken cancel) =>
        ApplyAsync(database, MigrationSet.For(database.Kind), time, cancel);

    /// <summary>Whether the schema is as it should be. Only reads, so that a standby can tell.</summary>
    /// <exception cref="DatabaseException">The database is newer, altered or somebody else's.</exception>
    public static Task<bool> IsCurrentAsync(IDatabase database, CancellationToken cancel) =>
        database.ReadAsync(
            async unit =>
            {
                await RefuseForeignAsync(unit);
                return await unit.FirstAsync(HistoryTable.For(unit), row => row.Int("one")) == 1
                    && (await PlanAsync(unit, MigrationSet.For(unit.Kind))).Length == 0;
            },
            cancel
        );

    internal static Task<int> ApplyAsync(
        IDatabase database,
        IReadOnlyList<Migration> known,
        TimeProvider time,
        CancellationToken cancel
    ) => database.WriteAsync(unit => ApplyAsync(unit, known, time.GetUtcNow()), cancel);

    /// <summary>The last step that was done; 0: there is no schema of ours, and no other one either.</summary>
    /// <exception cref="DatabaseException">It is somebody else's.</exception>
    internal static async Task<int> StepAsync(IUnitOfWork unit)
    {
        await LockAsync(unit);
        await RefuseForeignAsync(unit);
        return await unit.FirstAsync(HistoryTable.For(unit), row => row.Int("one")) == 1
            ? (await HistoryAsync(unit)).Count
            : 0;
    }

    /// <summary>In a unit of work that does more, such as filling the tables.</summary>
    internal static async Task<int> ApplyAsync(IUnitOfWork unit, IReadOnlyList<Migration> known, DateTimeOffset now)
    {
        await LockAsync(unit);
        await RefuseForeignAsync(unit);
        await unit.ExecuteAsync(CreateHistory);
        var plan = await PlanAsync(unit, known);
        foreach (var migration in plan)
        {
            await ((IScriptRunner)unit).RunScriptAsync(migration.Script);
            await NoteAsync(unit, migration, now);
        }

        return plan.Length;
    }

    private static async Task<Migration[]> PlanAsync(IUnitOfWork unit, IReadOnlyList<Migration> known)
    {
        var plan = MigrationPlan.Make(known, await HistoryAsync(unit));
        return plan.Succeeded ? plan.Value : throw new DatabaseException(plan.Problems[0]);
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
