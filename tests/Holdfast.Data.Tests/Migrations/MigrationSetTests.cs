using Holdfast.Data.Migrations;

namespace Holdfast.Data.Tests.Migrations;

public class MigrationSetTests
{
    /// <summary>A released step never changes: when this fails, the database of every installation would be refused.</summary>
    [Fact]
    public void For_BothDatabases_HaveTheSameStepsWithoutGaps()
    {
        var sqlite = MigrationSet.For(DatabaseKind.Sqlite);
        var postgres = MigrationSet.For(DatabaseKind.Postgres);

        Assert.NotEmpty(sqlite);
        Assert.Equal(Enumerable.Range(1, sqlite.Count), sqlite.Select(m => m.Number));
        Assert.Equal(sqlite.Select(m => m.Name), postgres.Select(m => m.Name));
    }
}

/// <summary>Both databases have the same tables with the same columns, so that one store fits both and data can be moved.</summary>
[Trait("needs", "postgres")]
public class SchemaTests
{
    private const string Sqlite = """
        SELECT m.name AS "table", c.name AS "column", c."notnull" AS required
        FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'
        """;

    private const string Postgres = """
        SELECT table_name AS "table", column_name AS "column",
            CASE WHEN is_nullable = 'NO' THEN 1 ELSE 0 END AS required
        FROM information_schema.columns WHERE table_schema = 'public'
        """;

    [Fact]
    public async Task Schema_OnBothDatabases_HasTheSameTablesAndColumns() =>
        Assert.Equal(await ReadAsync(DatabaseKind.Sqlite, Sqlite), await ReadAsync(DatabaseKind.Postgres, Postgres));

    private static async Task<string[]> ReadAsync(DatabaseKind kind, string sql)
    {
        await using var database = await Holdfast.Testing.TestDatabase.CreateAsync(kind);
        var columns = await database.Database.ReadAsync(
            unit => unit.QueryAsync(sql, row => $"{row.Text("table")}.{row.Text("column")} {row.Int("required")}"),
            CancellationToken.None
        );
        return [.. columns.Order(StringComparer.Ordinal)];
    }
}
