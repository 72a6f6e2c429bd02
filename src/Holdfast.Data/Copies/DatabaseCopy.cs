using System.Text.Json;
using Holdfast.Data.Epochs;
using Holdfast.Data.Migrations;
using Holdfast.Data.Problems;

namespace Holdfast.Data.Copies;

/// <summary>
/// The contents of a database as files, one a table, that either kind of database can take in: what backups hold. One consistent view;
/// nobody who works with the database waits meanwhile.
/// </summary>
public static class DatabaseCopy
{
    private const string Extension = ".jsonl";
    private const int RowsAtOnce = 500;

    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    /// <param name="folder">Gets the files; there and empty.</param>
    /// <returns>The step of the schema, with which the files make sense.</returns>
    public static Task<int> ExportAsync(IDatabase database, string folder, CancellationToken cancel) =>
        database.ReadAsync(
            async unit =>
            {
                foreach (var table in await TableCatalogue.ReadAsync(unit))
                {
                    await ExportAsync(unit, table, FileOf(table, folder));
                }

                return await unit.FirstAsync(
                    "SELECT max(number) AS step FROM schema_migrations",
                    row => row.Int("step")
                );
            },
            cancel
        );

    /// <summary>Fills an empty database, brings it to the newest schema, and raises its epoch, so that nodes obey it.</summary>
    /// <exception cref="DatabaseException">It is not empty, or the files are of a newer program.</exception>
    /// <exception cref="FormatException">A file does not fit.</exception>
    public static async Task ImportAsync(
        IDatabase database,
        string folder,
        int step,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        var known = MigrationSet.For(database.Kind);
        if (step > known.Count)
        {
            throw new DatabaseException(
                DatabaseProblems.NewerSchema.At("schema", $"It is at step {step}, this program knows {known.Count}.")
            );
        }

        await DatabaseMigrations.ApplyAsync(database, [.. known.Take(step)], time, cancel);
        await FillAsync(database, folder, cancel);
        await DatabaseMigrations.ApplyAsync(database, time, cancel);
        await database.WriteAsync(new EpochStore().RaiseAsync, cancel);
    }

    private static async Task ExportAsync(IUnitOfWork unit, Table table, string path)
    {
        await using var file = File.Create(path);
        await using var json = new Utf8JsonWriter(file);
        await unit.QueryAsync(
            $"SELECT {table.ColumnList} FROM {table.Name}",
            row =>
            {
                RowText.Write(json, row, table);
                json.Flush();
                json.Reset();
                file.Write(LineEnd);
                return true;
            }
        );
    }

    /// <summary>In one transaction where it may be long; a half-filled SQLite file is the caller's to throw away.</summary>
    private static async Task FillAsync(IDatabase database, string folder, CancellationToken cancel)
    {
        if (database.Kind == DatabaseKind.Postgres)
        {
            await database.WriteAsync(unit => FillAsync(unit, folder), cancel);
            return;
        }

        var tables = await database.WriteAsync(PrepareAsync, cancel);
        foreach (var batch in tables.SelectMany(table => Batches(table, folder)))
        {
            await database.WriteAsync(unit => InsertAsync(unit, [batch]), cancel);
        }
    }

    /// <summary>All rows, into tables that are there and empty.</summary>
    /// <exception cref="DatabaseException">They are not empty.</exception>
    internal static async Task<IReadOnlyList<Table>> FillAsync(IUnitOfWork unit, string folder)
    {
        var tables = await PrepareAsync(unit);
        await InsertAsync(unit, tables.SelectMany(table => Batches(table, folder)));
        return tables;
    }

    /// <summary>Where the rows of a table are.</summary>
    internal static string FileOf(Table table, string folder) => Path.Combine(folder, table.Name + Extension);

    private static async Task<IReadOnlyList<Table>> PrepareAsync(IUnitOfWork unit)
    {
        var tables = await TableCatalogue.ReadAsync(unit);
        foreach (var table in tables.Where(table => table.Name != "meta"))
        {
            if (await unit.FirstAsync($"SELECT 1 AS one FROM {table.Name} LIMIT 1", row => row.Int("one")) == 1)
            {
                throw new DatabaseException(DatabaseProblems.NotEmpty.At("database", $"{table.Name} has rows."));
            }
        }

        await unit.ExecuteAsync("DELETE FROM meta");
        return tables;
    }

    private static IEnumerable<(Table Table, string[] Lines)> Batches(Table table, string folder) =>
        FileOf(table, folder) is var path && File.Exists(path)
            ? File.ReadLines(path).Chunk(RowsAtOnce).Select(lines => (table, lines))
            : [];

    private static async Task<bool> InsertAsync(IUnitOfWork unit, IEnumerable<(Table Table, string[] Lines)> batches)
    {
        foreach (var (table, lines) in batches)
        {
            var insert = $"INSERT INTO {table.Name} ({table.ColumnList}) VALUES ({RowText.Parameters(table)})";
            foreach (var line in lines)
            {
                await unit.ExecuteAsync(insert, RowText.Read(line, table));
            }
        }

        return true;
    }
}
