using System.Net;
using Holdfast.Data.Values;
using SQLitePCL;

namespace Holdfast.Data.Sqlite;

internal sealed class SqliteRow(SqliteStatement statement) : IRow
{
    private int _last = -1;

    public bool IsNull(string column) => IsNull(IndexOf(column));

    public string Text(string column) => Text(Present(column));

    public string? TextOrNull(string column) => IndexOf(column) is var i && IsNull(i) ? null : Text(i);

    public int Int(string column) => checked((int)Long(column));

    public int? IntOrNull(string column) => checked((int?)LongOrNull(column));

    public long Long(string column) => Long(Present(column));

    public long? LongOrNull(string column) => IndexOf(column) is var i && IsNull(i) ? null : Long(i);

    public bool Bool(string column) => Long(column) != 0;

    public Guid Id(string column) => Id(Present(column));

    public Guid? IdOrNull(string column) => IndexOf(column) is var i && IsNull(i) ? null : Id(i);

    public DateTimeOffset Time(string column) => Timestamps.FromMicroseconds(Long(column));

    public DateTimeOffset? TimeOrNull(string column) =>
        LongOrNull(column) is { } time ? Timestamps.FromMicroseconds(time) : null;

    public byte[] Bytes(string column) => Bytes(Present(column));

    public byte[]? BytesOrNull(string column) => IndexOf(column) is var i && IsNull(i) ? null : Bytes(i);

    public IPAddress Address(string column) => IPAddress.Parse(Text(column));

    public IPAddress? AddressOrNull(string column) =>
        TextOrNull(column) is { } address ? IPAddress.Parse(address) : null;

    private bool IsNull(int index) => raw.sqlite3_column_type(statement.Handle, index) == raw.SQLITE_NULL;

    private string Text(int index) => raw.sqlite3_column_text(statement.Handle, index).utf8_to_string();

    private long Long(int index) => raw.sqlite3_column_int64(statement.Handle, index);

    private Guid Id(int index) => new(raw.sqlite3_column_blob(statement.Handle, index), bigEndian: true);

    private byte[] Bytes(int index) => raw.sqlite3_column_blob(statement.Handle, index).ToArray();

    private int Present(string column) =>
        IndexOf(column) is var i && IsNull(i) ? throw new InvalidCastException($"{column} is null.") : i;

    /// <summary>Columns are mostly read in their order, so the search begins behind the one read last.</summary>
    private int IndexOf(string column)
    {
        var columns = statement.Columns;
        for (var tried = 0; tried < columns.Length; tried++)
        {
            _last = _last + 1 < columns.Length ? _last + 1 : 0;
            if (string.Equals(columns[_last], column, StringComparison.Ordinal))
            {
                return _last;
            }
        }

        throw new ArgumentException($"The result has no column {column}.", nameof(column));
    }
}
