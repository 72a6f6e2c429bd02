using Holdfast.Model.Problems;

namespace Holdfast.Data.Problems;

/// <summary>What can be wrong with the database.</summary>
public static class DatabaseProblems
{
    public static readonly ProblemKind NotADatabase = new(
        "HF-1801",
        "This is not a Holdfast database",
        "Name the right file or database, or one that is empty; nothing was changed."
    );

    public static readonly ProblemKind Damaged = new(
        "HF-1802",
        "The database file is damaged",
        "Stop the portal, keep a copy of the file, and restore the last backup."
    );

    public static readonly ProblemKind DiskFull = new(
        "HF-1803",
        "The disk of the database is full",
        "Free some space; nothing that was confirmed is lost."
    );

    public static readonly ProblemKind CannotOpen = new(
        "HF-1804",
        "The database file cannot be opened",
        "Check that the folder exists and that the portal's user may read and write in it."
    );

    public static readonly ProblemKind ReadOnly = new(
        "HF-1805",
        "The database cannot be written",
        "Check the rights on the file and its folder; with PostgreSQL, that a primary is reachable."
    );

    public static readonly ProblemKind NewerSchema = new(
        "HF-1806",
        "The database was made by a newer version",
        "Run the newer version of Holdfast, or restore a backup made with this one."
    );

    public static readonly ProblemKind ChangedMigration = new(
        "HF-1807",
        "The history of the database is not that of this version",
        "Run the version of Holdfast that made the database; never edit migrations that were applied."
    );

    public static readonly ProblemKind Unreachable = new(
        "HF-1808",
        "The database cannot be reached",
        "Check that it runs, the host names and ports in the connection string, and the network between."
    );

    public static readonly ProblemKind Busy = new(
        "HF-1809",
        "The database is locked by somebody else",
        "Look for another process that holds the database, such as a backup or a second portal on the same file."
    );

    public static readonly ProblemKind CommitUnknown = new(
        "HF-1810",
        "The connection was lost while committing",
        "Look whether the change was made before you repeat it."
    );

    public static readonly ProblemKind UnreadableConnectionString = new(
        "HF-1811",
        "The database setting cannot be understood",
        "Write sqlite:/path/to/file, or a PostgreSQL connection string such as Host=db1,db2;Database=holdfast;Username=holdfast."
    );

    public static readonly ProblemKind RuleBroken = new(
        "HF-1812",
        "The change would break a rule of the database",
        "This is a fault in Holdfast; please report it with the detail."
    );

    public static readonly ProblemKind DiskFailed = new(
        "HF-1813",
        "The disk of the database failed",
        "Look at the kernel's log; move the database to a sound disk."
    );

    public static readonly ProblemKind Refused = new(
        "HF-1814",
        "The database refused the sign-in",
        "Check the user name, the password, the database name and the server's access rules."
    );

    public static readonly ProblemKind LibraryMissing = new(
        "HF-1815",
        "SQLite is not installed",
        "Install the package libsqlite3-0."
    );

    public static readonly ProblemKind Failed = new(
        "HF-1816",
        "The database could not carry out a statement",
        "This is a fault in Holdfast or in the database; please report it with the detail."
    );

    public static readonly ProblemKind TooSlow = new(
        "HF-1817",
        "The database did not answer in time",
        "Look at the load of the database and of its disk."
    );

    public static readonly ProblemKind NotEmpty = new(
        "HF-1818",
        "The database is not empty",
        "Give one that is empty, such as a newly made one."
    );

    public static readonly ProblemKind NoPrimary = new(
        "HF-1819",
        "The database takes no changes at the moment",
        "Only a standby answers: bring the primary back or promote a standby. Nothing of Holdfast has to be restarted."
    );

    public static readonly ProblemKind Overloaded = new(
        "HF-1820",
        "Too much is asked of the database at once",
        "Try again in a few seconds; if it stays, look at the load of the database, or raise Maximum Pool Size."
    );

    public static readonly ProblemKind CopyDiffers = new(
        "HF-1821",
        "The copy is not the same as the original",
        "Nothing was changed. Try again; if it stays, report it with the detail."
    );

    /// <summary>What ends by itself or by the hand of the database's administrator, while we wait.</summary>
    public static bool MayPass(ProblemKind kind) =>
        kind == Unreachable
        || kind == NoPrimary
        || kind == ReadOnly
        || kind == TooSlow
        || kind == Overloaded
        || kind == CommitUnknown;
}
