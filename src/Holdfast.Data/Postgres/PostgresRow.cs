using System.Net;
using Holdfast.Data.Values;
using Npgsql;

namespace Holdfast.Data.Postgres;

internal sealed class PostgresRow(NpgsqlDataReader reader) : IRow
{
    public bool IsNull(string column) => reader.IsDBNull(reader.GetOrdinal(column));

    public string Text(string column) => reader.GetString(reader.GetOrdinal(column));

    public string? TextOrNull(string column) => IsNull(column) ? null : Text(column);

    public int Int(string column) => checked((int)Long(column));

    public int? IntOrNull(string column) => IsNull(column) ? null : Int(column);

    public long Long(string column) => reader.GetInt64(reader.GetOrdinal(column));

    public long? LongOrNull(string column) => IsNull(column) ? null : Long(column);

    public bool Bool(string column) => Long(column) != 0;

    public Guid Id(string column) => reader.GetGuid(reader.GetOrdinal(column));

    public Guid? IdOrNull(string column) => IsNull(column) ? null : Id(column);

    public DateTimeOffset Time(string column) => Timestamps.FromMicroseconds(Long(column));

    public DateTimeOffset? TimeOrNull(string column) => IsNull(column) ? null : Time(column);

    public byte[] Bytes(string column) => reader.GetFieldValue<byte[]>(reader.GetOrdinal(column));

    public byte[]? BytesOrNull(string column) => IsNull(column) ? null : Bytes(column);

    public IPAddress Address(string column) => IPAddress.Parse(Text(column));

    public IPAddress? AddressOrNull(string column) => IsNull(column) ? null : Address(column);
}
