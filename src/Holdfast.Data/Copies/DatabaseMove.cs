using Holdfast.Data.Epochs;
using Holdfast.Data.Migrations;
using Holdfast.Data.Problems;

namespace Holdfast.Data.Copies;

/// <summary>
/// Moves all that a database holds into an empty PostgreSQL database, in one transaction: schema, rows, the comparison of both sides
/// and the higher epoch. A move that was cut off anywhere has left nothing there, and one whose end nobody saw is found to be complete.
/// </summary>
public static class DatabaseMove
{
    /// <param name="source">Nobody writes to it meanwhile.</param>
    /// <param name="folder">For the rows on their way; there and empty.</param>
    /// <exception cref="DatabaseException">The target is not empty, or somebody else's, or the copy differs; nothing was changed.</exception>
    public static async Task<MoveReport> RunAsync(
        IDatabase source,
        IDatabase target,
        string folder,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        if (target.Kind != DatabaseKind.Postgres)
        {
            throw new ArgumentException(
                "Only PostgreSQL changes its schema and rows in one transaction.",
                nameof(target)
            );
        }

        var step = await DatabaseCopy.ExportAsync(source, folder, cancel);
        var known = MigrationSet.For(target.Kind);
        return step > known.Count
            ? throw new DatabaseException(
                DatabaseProblems.NewerSchema.At("schema", $"It is at step {step}, this program knows {known.Count}.")
            )
            : await target.WriteAsync(unit => MoveAsync(unit, folder, step, known, time), cancel);
    }

    private static async Task<MoveReport> MoveAsync(
        IUnitOfWork unit,
        string folder,
        int step,
        IReadOnlyList<Migration> known,
        TimeProvider time
    )
    {
        // A target that is ours already may be the complete one of an earlier move; then it has all steps.
        var present = await DatabaseMigrations.StepAsync(unit);
        if (present > 0 && await HoldsRowsAsync(unit))
        {
            return await CompareMovedAsync(unit, folder);
        }

        if (present > step)
        {
            throw new DatabaseException(
                DatabaseProblems.NotEmpty.At(
                    "database",
                    $"Its schema is at step {present}, that of the source at {step}."
                )
            );
        }

        await DatabaseMigrations.ApplyAsync(unit, [.. known.Take(step)], time.GetUtcNow());
        var tables = await DatabaseCopy.FillAsync(unit, folder);
        RefuseLeftBehind(tables, folder);
        var digests = await VerifyAsync(unit, tables, folder);
        await DatabaseMigrations.ApplyAsync(unit, known, time.GetUtcNow());
        await new EpochStore().RaiseAsync(unit);
        return new(digests, WasThere: false);
    }

    private static async Task<bool> HoldsRowsAsync(IUnitOfWork unit)
    {
        foreach (var table in (await TableCatalogue.ReadAsync(unit)).Where(table => table.Name != "meta"))
        {
            if (await unit.FirstAsync($"SELECT 1 AS one FROM {table.Name} LIMIT 1", row => row.Int("one")) == 1)
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<MoveReport> CompareMovedAsync(IUnitOfWork unit, string folder)
    {
        var tables = (await TableCatalogue.ReadAsync(unit)).Where(table => table.Name != "meta").ToList();
        var both = await DigestsAsync(unit, tables, folder);
        return both.Find(pair => pair.Here != pair.There) is { Here: { } differing }
            ? throw new DatabaseException(
                DatabaseProblems.NotEmpty.At("database", $"{differing.Table} holds other rows than the source.")
            )
            : new([.. both.Select(pair => pair.There)], WasThere: true);
    }

    /// <summary>A table of the source that the target does not know would be compared with nothing.</summary>
    private static void RefuseLeftBehind(IReadOnlyList<Table> tables, string folder)
    {
        var taken = tables.Select(table => DatabaseCopy.FileOf(table, folder));
        if (Directory.EnumerateFiles(folder).Except(taken, StringComparer.Ordinal).FirstOrDefault() is { } left)
        {
            throw new DatabaseException(
                DatabaseProblems.CopyDiffers.At(Path.GetFileNameWithoutExtension(left), "It is not in the target.")
            );
        }
    }

    /// <summary>As the database gives them back, not as they were sent.</summary>
    private static async Task<IReadOnlyList<TableDigest>> VerifyAsync(
        IUnitOfWork unit,
        IReadOnlyList<Table> tables,
        string folder
    )
    {
        var both = await DigestsAsync(unit, tables, folder);
        if (both.Find(pair => pair.Here != pair.There) is { Here: { } here, There: var there })
        {
            throw new DatabaseException(
                DatabaseProblems.CopyDiffers.At(
                    here.Table,
                    $"{here.Rows} rows with digest {here.Digest} became {there.Rows} with {there.Digest}."
                )
            );
        }

        return [.. both.Select(pair => pair.There)];
    }

    private static async Task<List<(TableDigest Here, TableDigest There)>> DigestsAsync(
        IUnitOfWork unit,
        IEnumerable<Table> tables,
        string folder
    )
    {
        var both = new List<(TableDigest, TableDigest)>();
        foreach (var table in tables)
        {
            both.Add((TableDigests.OfFile(table, folder), await TableDigests.OfTableAsync(unit, table)));
        }

        return both;
    }
}

/// <param name="Tables">Of both sides, which are the same.</param>
/// <param name="WasThere">Nothing had to be done: an earlier move was complete.</param>
public sealed record MoveReport(IReadOnlyList<TableDigest> Tables, bool WasThere);
