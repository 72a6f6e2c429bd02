namespace Holdfast.Databases.Moving;

/// <summary>The SQLite file that a setting names.</summary>
internal static class SqliteFile
{
    private const string Prefix = "sqlite:";

    /// <returns>Null: the setting names a PostgreSQL database.</returns>
    public static string? Of(string setting) =>
        setting.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? setting[Prefix.Length..]
        : setting.Contains('=', StringComparison.Ordinal)
        || setting.StartsWith("postgres:", StringComparison.OrdinalIgnoreCase)
            ? null
        : setting;

    /// <summary>With its write-ahead log: reading makes files, which would be ours and not the portal's.</summary>
    /// <returns>The copy.</returns>
    public static string Copy(string file, string folder)
    {
        foreach (var part in (string[])[file, $"{file}-wal"])
        {
            if (File.Exists(part))
            {
                File.Copy(part, Path.Combine(folder, Path.GetFileName(part)));
            }
        }

        return Path.Combine(folder, Path.GetFileName(file));
    }
}
