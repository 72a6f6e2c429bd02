using Holdfast.Data.Postgres;
using Holdfast.Data.Problems;
using Holdfast.Data.Sqlite;

namespace Holdfast.Data;

/// <summary>Opens the database that a setting names.</summary>
public static class DatabaseFactory
{
    private const string SqlitePrefix = "sqlite:";
    private const string PostgresPrefix = "postgres:";

    /// <summary>Which kind a setting names; nothing is opened.</summary>
    public static DatabaseKind KindOf(string setting) =>
        !setting.StartsWith(SqlitePrefix, StringComparison.OrdinalIgnoreCase)
        && (
            setting.StartsWith(PostgresPrefix, StringComparison.OrdinalIgnoreCase)
            || setting.Contains('=', StringComparison.Ordinal)
        )
            ? DatabaseKind.Postgres
            : DatabaseKind.Sqlite;

    /// <param name="setting">
    /// <c>sqlite:PATH</c> or only a path; <c>postgres:</c> and a connection string, or only one that names a <c>Host</c>.
    /// </param>
    /// <exception cref="DatabaseException">The setting cannot be understood, or the file cannot be opened.</exception>
    public static IDatabase Open(string setting)
    {
        if (setting.StartsWith(SqlitePrefix, StringComparison.OrdinalIgnoreCase))
        {
            return SqliteDatabase.Open(setting[SqlitePrefix.Length..]);
        }

        if (setting.StartsWith(PostgresPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return PostgresDatabase.Open(setting[PostgresPrefix.Length..]);
        }

        return setting.Contains('=', StringComparison.Ordinal)
            ? PostgresDatabase.Open(setting)
            : SqliteDatabase.Open(setting);
    }
}
