using Holdfast.Homes;

namespace Holdfast.Backups;

/// <summary>
/// The files of a state folder that only exist there. The database is copied by itself; what the node keeps comes back from the portal,
/// but for who it is.
/// </summary>
internal static class HomeContents
{
    private static readonly string[] OfNode = ["identity.pem", "enrolment-used"];

    /// <returns>Paths below the folder.</returns>
    public static IReadOnlyList<string> Of(HomeFolder home) =>
        [
            .. Directory
                .EnumerateFiles(home.Portal)
                .Where(file => !Path.GetFileName(file).StartsWith(DatabaseName, StringComparison.Ordinal))
                .Concat(OfNode.Select(name => Path.Combine(home.Node, name)).Where(File.Exists))
                .Select(file => Path.GetRelativePath(home.Path, file)),
        ];

    /// <summary>With what SQLite keeps beside it.</summary>
    public const string DatabaseName = "holdfast.db";
}
