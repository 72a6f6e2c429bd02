using Holdfast.Data.Problems;
using Holdfast.Model.Problems;
using SQLitePCL;

namespace Holdfast.Data.Sqlite;

/// <param name="code">Extended result code of SQLite.</param>
internal sealed class SqliteException(int code, Problem problem) : DatabaseException(problem)
{
    public int Code { get; } = code;

    /// <summary>No change of any unit can be trusted to have reached the disk, so none may be tried again.</summary>
    public bool IsStorageFailure => (Code & 0xff) is raw.SQLITE_IOERR or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;
}
