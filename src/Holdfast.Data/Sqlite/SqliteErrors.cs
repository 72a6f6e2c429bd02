using Holdfast.Data.Problems;
using Holdfast.Model.Problems;
using SQLitePCL;

namespace Holdfast.Data.Sqlite;

/// <summary>SQLite's result codes (https://www.sqlite.org/rescode.html) as problems that an administrator understands.</summary>
internal static class SqliteErrors
{
    private const int IoErrorShortRead = raw.SQLITE_IOERR | (2 << 8);

    /// <param name="code">Extended result code; the low 8 bits are the primary one.</param>
    public static DatabaseException ToException(int code, string path, string message) =>
        new SqliteException(code, KindOf(code).At(path, $"{message} (SQLite {code})."));

    private static ProblemKind KindOf(int code) =>
        (code & 0xff) switch
        {
            raw.SQLITE_NOTADB => DatabaseProblems.NotADatabase,
            // A file that is cut off reads short before anything looks at its content.
            raw.SQLITE_CORRUPT => DatabaseProblems.Damaged,
            raw.SQLITE_IOERR when code == IoErrorShortRead => DatabaseProblems.Damaged,
            raw.SQLITE_FULL => DatabaseProblems.DiskFull,
            raw.SQLITE_IOERR => DatabaseProblems.DiskFailed,
            raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_AUTH => DatabaseProblems.CannotOpen,
            raw.SQLITE_READONLY => DatabaseProblems.ReadOnly,
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => DatabaseProblems.Busy,
            raw.SQLITE_CONSTRAINT => DatabaseProblems.RuleBroken,
            _ => DatabaseProblems.Failed,
        };
}
