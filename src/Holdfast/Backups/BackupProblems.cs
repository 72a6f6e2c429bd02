using Holdfast.Model.Problems;

namespace Holdfast.Backups;

/// <summary>What can be wrong with backing up and restoring. 1560 to 1569.</summary>
internal static class BackupProblems
{
    public static readonly ProblemKind NothingThere = new(
        "HF-1560",
        "There is nothing to back up",
        "Set HOLDFAST_HOME to the state folder of the server, and name its database as its start does."
    );

    public static readonly ProblemKind FileExists = new(
        "HF-1561",
        "The file is there already",
        "Choose another name; backups are never written over."
    );

    public static readonly ProblemKind Unwritable = new(
        "HF-1562",
        "The backup cannot be written or read",
        "Check the path, its rights and the space on the disk."
    );

    public static readonly ProblemKind NotABackup = new(
        "HF-1563",
        "Not a backup, or a damaged one",
        "Take another one; nothing was restored from this."
    );

    public static readonly ProblemKind Newer = new(
        "HF-1564",
        "The backup was made by a newer version",
        "Restore it with that version."
    );

    public static readonly ProblemKind HomeNotEmpty = new(
        "HF-1565",
        "The state folder is not empty",
        "Stop the server and move the folder away, or set HOLDFAST_HOME to an empty one."
    );
}
