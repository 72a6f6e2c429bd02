using Holdfast.Model.Problems;

namespace Holdfast.Databases.Moving;

/// <summary>What can be wrong with moving a server to another database. 1570 to 1579.</summary>
internal static class MoveProblems
{
    public static readonly ProblemKind NothingThere = new(
        "HF-1570",
        "There is no database to move",
        "Set HOLDFAST_HOME to the state folder of the server, and name its SQLite file as its start does."
    );

    public static readonly ProblemKind Running = new(
        "HF-1571",
        "The server is running",
        "Stop it first: what it writes during the move would be lost."
    );

    public static readonly ProblemKind NotPostgres = new(
        "HF-1572",
        "A move goes from SQLite to PostgreSQL",
        "For every other way, take a backup and restore it with the other database."
    );

    public static readonly ProblemKind Moved = new(
        "HF-1573",
        "The database of this server was moved to PostgreSQL",
        "Name it as the move did, with --database or --database-file. To go back to the file as it was, delete the note."
    );

    public static readonly ProblemKind Disk = new(
        "HF-1574",
        "The move cannot use the state folder",
        "Check the rights of the folder and the space on the disk; nothing was moved."
    );
}
