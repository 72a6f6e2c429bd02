namespace Holdfast.Data;

/// <summary>What time the database’s machine has.</summary>
public static class DatabaseClock
{
    private static readonly DialectSql Sql = new(
        sqlite: "SELECT CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER) AS now",
        postgres: "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint) AS now"
    );

    public static async Task<DateTimeOffset> ReadAsync(IUnitOfWork unit) =>
        await unit.FirstAsync(Sql.For(unit), row => row.Time("now"));
}
