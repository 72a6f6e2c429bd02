namespace Holdfast.Testing.Postgres;

/// <summary>Where Debian puts the server's programs: not into the path, as several versions may be there.</summary>
internal static class PostgresPrograms
{
    private const string Root = "/usr/lib/postgresql";

    /// <exception cref="InvalidOperationException">PostgreSQL is not installed.</exception>
    public static string Find(string program) =>
        Versions().Select(version => Path.Combine(Root, version, "bin", program)).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException(
            $"These tests need PostgreSQL's {program}, which is not under {Root}. Install the package postgresql-15."
        );

    private static IEnumerable<string> Versions() =>
        Directory.Exists(Root)
            ? Directory
                .EnumerateDirectories(Root)
                .Select(folder => Path.GetFileName(folder)!)
                .OrderByDescending(version => int.TryParse(version, out var number) ? number : 0)
            : [];
}
