using Holdfast.Data.Problems;

namespace Holdfast.Data.Sqlite;

/// <summary>A SQLite file: many readers, one writer with group commit, everything acknowledged is on the disk.</summary>
public sealed class SqliteDatabase : IDatabase
{
    /// <summary>Only another process, such as a backup, can hold the file.</summary>
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestUnit = TimeSpan.FromSeconds(10);

    private const string Settings = """
        PRAGMA foreign_keys = ON;
        PRAGMA synchronous = FULL;
        PRAGMA trusted_schema = OFF;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -16384;
        PRAGMA wal_autocheckpoint = 4000;
        PRAGMA journal_size_limit = 67108864;
        """;

    private readonly SqliteWriter _writer;
    private readonly SqliteReaders _readers;
    private readonly TimeSpan _longestUnit;

    private SqliteDatabase(SqliteConnection writer, string path, TimeSpan longestUnit)
    {
        _longestUnit = longestUnit;
        _writer = new SqliteWriter(writer);
        _readers = new SqliteReaders(() => OpenReader(path));
    }

    public DatabaseKind Kind => DatabaseKind.Sqlite;

    /// <summary>Opens the file, or makes a new one that only this user may read.</summary>
    /// <exception cref="DatabaseException">It cannot be opened or written, or is something else.</exception>
    public static SqliteDatabase Open(string path) => Open(path, LongestUnit);

    internal static SqliteDatabase Open(string path, TimeSpan longestUnit)
    {
        CreateForUsAlone(path);
        var writer = SqliteConnection.Open(path, BusyTimeout);
        try
        {
            RefuseReadOnly(writer, path);
            Configure(writer);
            return new SqliteDatabase(writer, path, longestUnit);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    public async Task<T> ReadAsync<T>(Func<IUnitOfWork, Task<T>> work, CancellationToken cancel)
    {
        UnitScope.RefuseNesting();
        return await _readers.RunAsync(work, cancel);
    }

    public async Task<T> WriteAsync<T>(Func<IUnitOfWork, Task<T>> work, CancellationToken cancel)
    {
        UnitScope.RefuseNesting();
        cancel.ThrowIfCancellationRequested();
        var write = new QueuedWrite<T>(work, _longestUnit);
        _writer.Enqueue(write);
        await using var withdrawal = cancel.UnsafeRegister(_ => write.Withdraw(cancel), state: null);
        var (result, toTell) = await write.Done;
        AfterCommits.Run(toTell);
        return result;
    }

    public ValueTask DisposeAsync()
    {
        _readers.Dispose();
        _writer.Dispose();
        return ValueTask.CompletedTask;
    }

    private static void CreateForUsAlone(string path)
    {
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.Read,
                Share = FileShare.ReadWrite | FileShare.Delete,
            };
            if (!File.Exists(path))
            {
                options.Access = FileAccess.Write;
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var file = new FileStream(path, options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new DatabaseException(DatabaseProblems.CannotOpen.At(path, e.Message), e);
        }
    }

    private static void RefuseReadOnly(SqliteConnection connection, string path)
    {
        if (connection.IsReadOnly)
        {
            throw new DatabaseException(DatabaseProblems.ReadOnly.At(path, "It may only be read."));
        }
    }

    private static void Configure(SqliteConnection connection)
    {
        connection.ExecuteScript("PRAGMA journal_mode = WAL;");
        connection.ExecuteScript(Settings);
    }

    private static SqliteConnection OpenReader(string path)
    {
        var connection = SqliteConnection.Open(path, BusyTimeout);
        try
        {
            connection.ExecuteScript(Settings);
            connection.ExecuteScript("PRAGMA query_only = ON;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
