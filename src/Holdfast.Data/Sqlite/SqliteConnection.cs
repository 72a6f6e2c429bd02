using SQLitePCL;

namespace Holdfast.Data.Sqlite;

/// <summary>One connection with its prepared statements. Used by one thread at a time, which the owner sees to.</summary>
internal sealed class SqliteConnection : IDisposable
{
    /// <summary>Statements beyond this many are prepared for one use: somebody puts values into the text.</summary>
    private const int MaximumStatements = 500;

    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);
    private readonly sqlite3 _handle;
    private readonly string _path;

    private SqliteConnection(sqlite3 handle, string path)
    {
        _handle = handle;
        _path = path;
    }

    /// <summary>False inside a transaction. SQLite ends a transaction by itself after some errors, such as a full disk.</summary>
    public bool IsAutoCommit => raw.sqlite3_get_autocommit(_handle) != 0;

    /// <summary>Statements that went over rows without an index, for tests and for looking into slowness.</summary>
    public IEnumerable<string> WithoutIndex =>
        _statements.Where(statement => statement.Value.RowsWithoutIndex > 0).Select(statement => statement.Key);

    /// <summary>The file may only be read, by its rights or those of its file system.</summary>
    public bool IsReadOnly => raw.sqlite3_db_readonly(_handle, "main") != 0;

    /// <param name="busyTimeout">How long a statement waits for the lock of another process.</param>
    /// <exception cref="Problems.DatabaseException">The file cannot be opened.</exception>
    public static SqliteConnection Open(string path, TimeSpan busyTimeout)
    {
        NativeSqlite.EnsureLoaded();
        const int Flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX;
        var code = raw.sqlite3_open_v2(path, out var handle, Flags, vfs: null);
        var connection = new SqliteConnection(handle, path);
        try
        {
            connection.Check(code);
            _ = raw.sqlite3_extended_result_codes(handle, 1);
            _ = raw.sqlite3_busy_timeout(handle, (int)busyTimeout.TotalMilliseconds);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <returns>How many rows changed.</returns>
    public int Execute(string sql, ReadOnlySpan<(string Name, object? Value)> parameters = default)
    {
        var before = raw.sqlite3_total_changes(_handle);
        Run(sql, parameters, static _ => { });
        // sqlite3_changes keeps the number of an earlier statement when this one changes nothing by its nature.
        return raw.sqlite3_total_changes(_handle) == before ? 0 : raw.sqlite3_changes(_handle);
    }

    public List<T> Query<T>(string sql, Func<IRow, T> map, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var rows = new List<T>();
        Run(sql, parameters, row => rows.Add(map(row)));
        return rows;
    }

    public T? First<T>(string sql, Func<IRow, T> map, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        T? first = default;
        var found = false;
        Run(
            sql,
            parameters,
            row =>
            {
                // The others are read too: a statement that changes rows has to run to its end.
                first = found ? first : map(row);
                found = true;
            }
        );
        return first;
    }

    /// <summary>Runs all statements of a script, without parameters, without keeping them.</summary>
    public void ExecuteScript(string script)
    {
        while (!string.IsNullOrWhiteSpace(script))
        {
            Check(raw.sqlite3_prepare_v2(_handle, script, out var handle, out script));
            if (handle.IsInvalid)
            {
                continue;
            }

            using var statement = new SqliteStatement(this, handle, "script");
            while (statement.Step()) { }
        }
    }

    public void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw Failure(code);
        }
    }

    public Exception Failure(int code) =>
        SqliteErrors.ToException(
            code,
            _path,
            _handle.IsInvalid ? raw.sqlite3_errstr(code).utf8_to_string() : raw.sqlite3_errmsg(_handle).utf8_to_string()
        );

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
        _handle.Dispose();
    }

    private void Run(string sql, ReadOnlySpan<(string Name, object? Value)> parameters, Action<SqliteRow> each)
    {
        var (statement, kept) = Prepare(sql);
        statement.Claim();
        try
        {
            statement.Bind(parameters);
            var row = new SqliteRow(statement);
            while (statement.Step())
            {
                each(row);
            }
        }
        finally
        {
            statement.Finish();
            if (!kept)
            {
                statement.Dispose();
            }
        }
    }

    private (SqliteStatement Statement, bool Kept) Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var known))
        {
            return (known, true);
        }

        Check(raw.sqlite3_prepare_v2(_handle, sql, out var handle, out var rest));
        var statement = new SqliteStatement(this, handle, sql);
        if (!string.IsNullOrWhiteSpace(rest))
        {
            statement.Dispose();
            throw new InvalidOperationException($"More than one statement: {sql}");
        }

        var kept = _statements.Count < MaximumStatements;
        if (kept)
        {
            _statements.Add(sql, statement);
        }

        return (statement, kept);
    }
}
