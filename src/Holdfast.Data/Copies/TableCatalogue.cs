namespace Holdfast.Data.Copies;

/// <summary>All tables, in an order in which a table comes after those that it refers to. The history of the schema is not among them.</summary>
internal static class TableCatalogue
{
    /// <summary>Tables stand in the order in which migrations made them, and can refer to earlier ones only.</summary>
    private static readonly DialectSql Columns = new(
        sqlite: """
        SELECT t.name AS table_name, c.name AS column_name, lower(c.type) AS kind
        FROM sqlite_master t JOIN pragma_table_info(t.name) c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'schema_migrations'
        ORDER BY t.rowid, c.cid
        """,
        postgres: """
        SELECT t.relname::text AS table_name, c.attname::text AS column_name, format_type(c.atttypid, NULL) AS kind
        FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid
        WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace AND t.relname <> 'schema_migrations'
            AND c.attnum > 0 AND NOT c.attisdropped
        ORDER BY t.oid, c.attnum
        """
    );

    public static async Task<IReadOnlyList<Table>> ReadAsync(IUnitOfWork unit)
    {
        var columns = await unit.QueryAsync(
            Columns.For(unit),
            row => (Table: row.Text("table_name"), Column: Column(row.Text("column_name"), row.Text("kind")))
        );
        return
        [
            .. columns
                .GroupBy(found => found.Table, StringComparer.Ordinal)
                .Select(table => new Table(table.Key, [.. table.Select(found => found.Column)])),
        ];
    }

    private static Column Column(string name, string kind) =>
        new(
            name,
            kind switch
            {
                "bigint" or "integer" => ColumnKind.Number,
                "text" => ColumnKind.Text,
                "uuid" => ColumnKind.Id,
                // SQLite has one type for both; ours are called so.
                "blob" when name == "id" || name.EndsWith("_id", StringComparison.Ordinal) => ColumnKind.Id,
                "blob" or "bytea" => ColumnKind.Bytes,
                _ => throw new NotSupportedException($"Column {name} is of the type {kind}, which cannot be copied."),
            }
        );
}
