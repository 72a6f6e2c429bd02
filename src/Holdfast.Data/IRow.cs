using System.Net;

namespace Holdfast.Data;

/// <summary>A row of a result, read by column name.</summary>
public interface IRow
{
    bool IsNull(string column);

    string Text(string column);

    string? TextOrNull(string column);

    int Int(string column);

    long Long(string column);

    bool Bool(string column);

    Guid Id(string column);

    Guid? IdOrNull(string column);

    DateTimeOffset Time(string column);

    DateTimeOffset? TimeOrNull(string column);

    byte[] Bytes(string column);

    IPAddress Address(string column);
}
