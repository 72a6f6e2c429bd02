using System.Data.Common;
using Holdfast.Data.Problems;
using Npgsql;

namespace Holdfast.Data.Postgres;

/// <summary>The administrator's connection string, with our defaults for what it leaves open: who waits, waits for a user. Four portals fit into a server as Debian sets it up, which takes a hundred connections.</summary>
internal static class PostgresSettings
{
    /// <summary>Seconds, where it is a time, but for the one that says how long a server may take to give a statement up. The driver's own are for batch programs on one host.</summary>
    private static readonly (string Key, string Value)[] Defaults =
    [
        ("Timeout", "3"),
        ("Command Timeout", "10"),
        ("Cancellation Timeout", "500"),
        ("Keepalive", "10"),
        ("Host Recheck Seconds", "2"),
        ("Maximum Pool Size", "20"),
        ("Max Auto Prepare", "200"),
        ("Auto Prepare Min Usages", "2"),
        ("Application Name", "holdfast"),
    ];

    /// <exception cref="DatabaseException">It cannot be understood.</exception>
    public static string Complete(string connectionString)
    {
        try
        {
            var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
            RefuseTarget(given);
            var keys = given.Keys.Cast<string>().Select(Plain).ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var (key, value) in Defaults.Where(d => !keys.Contains(Plain(d.Key))))
            {
                given[key] = value;
            }

            return new NpgsqlConnectionStringBuilder(given.ConnectionString) { IncludeErrorDetail = false }.ToString();
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException)
        {
            // The message may repeat what was given, which may be a password.
            throw new DatabaseException(
                DatabaseProblems.UnreadableConnectionString.At("database", "A part of it is unknown or has no value.")
            );
        }
    }

    private static void RefuseTarget(DbConnectionStringBuilder given)
    {
        if (given.Keys.Cast<string>().Any(k => Plain(k) == "targetsessionattributes"))
        {
            throw new DatabaseException(
                DatabaseProblems.UnreadableConnectionString.At(
                    "database",
                    "Leave out Target Session Attributes: writes find the primary by themselves."
                )
            );
        }
    }

    /// <summary>The driver knows most keys with and without spaces.</summary>
    private static string Plain(string key) => key.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
}
