namespace Holdfast.Data;

/// <summary>
/// Row locks where transactions run side by side, on PostgreSQL. SQLite has one writer, who sees everything. What a lock was waited for
/// is seen by the next statement, not by the one that waited.
/// </summary>
internal static class RowLocks
{
    /// <summary>Against change, until the unit's end; others may hold the same row.</summary>
    public static Task HoldAsync(IUnitOfWork unit, string select, (string Name, object? Value) parameter) =>
        TakeAsync(unit, select + " FOR SHARE", parameter);

    /// <summary>For a change, until the unit's end; waits for all who hold the row.</summary>
    public static Task LockAsync(IUnitOfWork unit, string select, (string Name, object? Value) parameter) =>
        TakeAsync(unit, select + " FOR UPDATE", parameter);

    private static Task TakeAsync(IUnitOfWork unit, string select, (string Name, object? Value) parameter) =>
        unit.Kind == DatabaseKind.Postgres
            ? unit.FirstAsync(select, row => row.Int("held"), parameter)
            : Task.CompletedTask;
}
