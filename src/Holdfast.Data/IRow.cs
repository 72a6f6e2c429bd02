using System.Net;

namespace Holdfast.Data;

/// <summary>
/// A row of a result, read by column name, and only while it is being mapped. Reading null through a method that does not end in
/// <c>OrNull</c> throws.
/// </summary>
public interface IRow
{
    bool IsNull(string column);

    string Text(string column);

    string? TextOrNull(string column);

    int Int(string column);

    int? IntOrNull(string column);

    long Long(string column);

    long? LongOrNull(string column);

    bool Bool(string column);

    Guid Id(string column);

    Guid? IdOrNull(string column);

    DateTimeOffset Time(string column);

    DateTimeOffset? TimeOrNull(string column);

    byte[] Bytes(string column);

    byte[]? BytesOrNull(string column);

    IPAddress Address(string column);

    IPAddress? AddressOrNull(string column);
}
