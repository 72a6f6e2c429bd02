using Holdfast.Homes;
using Holdfast.Model.Problems;

namespace Holdfast.Databases.Moving;

/// <summary>A file in the state folder that keeps a server from waking up with the old database by mistake.</summary>
internal static class MovedNote
{
    public const string Name = "database-moved";

    public static void Write(HomeFolder home, DateTimeOffset when) =>
        AtomicFile.Write(home.At(Name), $"Moved to PostgreSQL on {when:u}. The SQLite file is as it was then.\n");

    /// <param name="database">As asked for; empty: the SQLite file in the folder. A file elsewhere may be the one that was moved, too.</param>
    public static Problem? Against(HomeFolder home, string database) =>
        SqliteFile.Of(database) is not null && File.Exists(home.At(Name))
            ? MoveProblems.Moved.At(home.Show(Name), "The SQLite file lacks all that happened since.")
            : null;
}
