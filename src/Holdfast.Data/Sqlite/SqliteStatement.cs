using System.Text;
using Holdfast.Data.Values;
using SQLitePCL;

namespace Holdfast.Data.Sqlite;

/// <summary>One prepared statement; it stays prepared for the life of its connection.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _handle;
    private readonly string _sql;
    private readonly string[] _parameters;
    private readonly string[] _columns;
    private bool _running;

    public SqliteStatement(SqliteConnection connection, sqlite3_stmt handle, string sql)
    {
        _connection = connection;
        _handle = handle;
        _sql = sql;
        _parameters = new string[raw.sqlite3_bind_parameter_count(handle)];
        for (var i = 0; i < _parameters.Length; i++)
        {
            _parameters[i] = raw.sqlite3_bind_parameter_name(handle, i + 1).utf8_to_string()[1..];
        }

        _columns = new string[raw.sqlite3_column_count(handle)];
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i] = raw.sqlite3_column_name(handle, i).utf8_to_string();
        }
    }

    public sqlite3_stmt Handle => _handle;

    public ReadOnlySpan<string> Columns => _columns;

    /// <summary>Rows that it went over without an index, in all its runs so far.</summary>
    public int RowsWithoutIndex => raw.sqlite3_stmt_status(_handle, raw.SQLITE_STMTSTATUS_FULLSCAN_STEP, resetFlg: 0);

    public void Claim()
    {
        if (_running)
        {
            throw new InvalidOperationException($"Run again while its rows were being mapped: {_sql}");
        }

        _running = true;
    }

    public void Bind(ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (parameters.Length != _parameters.Length)
        {
            throw new InvalidOperationException($"The statement has {_parameters.Length} parameters: {_sql}");
        }

        foreach (var (name, value) in parameters)
        {
            _connection.Check(Bind(IndexOf(name), DatabaseValue.Normalise(value)));
        }
    }

    /// <returns>Whether there is a row.</returns>
    public bool Step()
    {
        var code = raw.sqlite3_step(_handle);
        if (code is raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return code == raw.SQLITE_ROW;
        }

        throw _connection.Failure(code);
    }

    public void Finish()
    {
        // The result repeats the error of the last step, which was thrown already.
        _ = raw.sqlite3_reset(_handle);
        _ = raw.sqlite3_clear_bindings(_handle);
        _running = false;
    }

    public void Dispose() => _handle.Dispose();

    private int IndexOf(string name)
    {
        var index = Array.IndexOf(_parameters, name);
        return index >= 0
            ? index + 1
            : throw new InvalidOperationException($"The statement has no parameter @{name}: {_sql}");
    }

    private int Bind(int index, object? value) =>
        value switch
        {
            null => raw.sqlite3_bind_null(_handle, index),
            long number => raw.sqlite3_bind_int64(_handle, index, number),
            string text => BindText(index, text),
            byte[] bytes => BindBytes(index, bytes),
            _ => BindId(index, (Guid)value),
        };

    private int BindText(int index, string text)
    {
        if (text.Length == 0)
        {
            // An empty span has no address, and what has no address is null to SQLite.
            return raw.sqlite3_bind_text(_handle, index, "");
        }

        var length = Encoding.UTF8.GetByteCount(text);
        Span<byte> bytes = length <= 512 ? stackalloc byte[length] : new byte[length];
        Encoding.UTF8.GetBytes(text, bytes);
        return raw.sqlite3_bind_text(_handle, index, bytes);
    }

    private int BindBytes(int index, byte[] bytes) =>
        // A blob without bytes would be bound as null.
        bytes.Length == 0
            ? raw.sqlite3_bind_zeroblob(_handle, index, 0)
            : raw.sqlite3_bind_blob(_handle, index, bytes);

    private int BindId(int index, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return raw.sqlite3_bind_blob(_handle, index, bytes);
    }
}
