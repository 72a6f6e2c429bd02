using Holdfast.Data.Migrations;
using Holdfast.Testing;

namespace Holdfast.Data.Tests.Migrations.Released;

/// <summary>Portals of the release before work on the schema of this one, while both run.</summary>
public abstract class ReleasedSchemaTests(DatabaseKind kind, string columns) : IAsyncLifetime
{
    private TestDatabase? _database;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateEmptyAsync(kind);

    public async ValueTask DisposeAsync()
    {
        await _database!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Statements_OfTheRelease_WorkBeforeAndAfterTheSchemaGoesOn()
    {
        await MigrateAsync(ReleasedScript.Step);
        await RunAsync();

        await MigrateAsync(int.MaxValue);
        await RunAsync();
    }

    /// <summary>The script is all of the release, so that the test above says something.</summary>
    [Fact]
    public async Task Script_OfTheRelease_ReadsEveryColumnOfItsSchema()
    {
        await MigrateAsync(ReleasedScript.Step);
        var schema = await _database!.Database.ReadAsync(
            unit => unit.QueryAsync(columns, row => (row.Text("table"), row.Text("column"))),
            CancellationToken.None
        );

        Assert.Equal(schema.Order(), ReleasedScript.Columns.Order());
    }

    private Task<int> MigrateAsync(int step) =>
        DatabaseMigrations.ApplyAsync(
            _database!.Database,
            [.. MigrationSet.For(kind).TakeWhile(migration => migration.Number <= step)],
            TimeProvider.System,
            CancellationToken.None
        );

    private Task RunAsync() =>
        _database!.Database.WriteAsync(
            async unit =>
            {
                await ReleasedScript.RunAsync(unit);
                return true;
            },
            CancellationToken.None
        );
}

public sealed class ReleasedSchemaSqliteTests()
    : ReleasedSchemaTests(
        DatabaseKind.Sqlite,
        """
        SELECT m.name AS "table", c.name AS "column" FROM sqlite_master m JOIN pragma_table_info(m.name) c
        WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'
        """
    );

[Trait("needs", "postgres")]
public sealed class ReleasedSchemaPostgresTests()
    : ReleasedSchemaTests(
        DatabaseKind.Postgres,
        """
        SELECT table_name::text AS "table", column_name::text AS "column"
        FROM information_schema.columns WHERE table_schema = 'public'
        """
    );
