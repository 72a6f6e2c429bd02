namespace Holdfast.Node.OpenVpn.Management;

/// <summary>
/// The answer to <c>status 3</c>: rows of fields parted by tabs. The order of the fields is told by a <c>HEADER</c> row, so that
/// fields which a newer OpenVPN adds do no harm. Clients still shaking hands have no valid row yet and are left out.
/// </summary>
internal sealed class StatusTable
{
    /// <summary>More clients than a process can have. Ours.</summary>
    public const int MaximumClients = 1 << 17;

    private const int MaximumFields = 64;

    private readonly List<ConnectedClient> _clients = [];
    private readonly Dictionary<string, int> _columns = [];

    public IReadOnlyList<ConnectedClient> Clients => _clients;

    public void Accept(string row)
    {
        var fields = row.Split('\t', MaximumFields + 1);
        if (fields is ["HEADER", "CLIENT_LIST", ..])
        {
            ReadHeader(fields);
        }
        else if (fields is ["CLIENT_LIST", ..] && _clients.Count < MaximumClients && Read(fields) is { } client)
        {
            _clients.Add(client);
        }
    }

    /// <summary>The header has one field more in front (<c>HEADER</c>) than the rows below it.</summary>
    private void ReadHeader(string[] fields)
    {
        _columns.Clear();
        for (var i = 2; i < fields.Length; i++)
        {
            _columns[fields[i]] = i - 1;
        }
    }

    private ConnectedClient? Read(string[] fields)
    {
        var name = Field(fields, "Common Name");
        if (name is null || Number(fields, "Client ID") is not { } id)
        {
            return null;
        }

        return new(
            id,
            name,
            EndpointText.Parse(Field(fields, "Real Address")),
            EndpointText.Address(Field(fields, "Virtual Address")),
            EndpointText.Address(Field(fields, "Virtual IPv6 Address")),
            Number(fields, "Bytes Received") ?? 0,
            Number(fields, "Bytes Sent") ?? 0,
            Number(fields, "Connected Since (time_t)") ?? 0
        );
    }

    private string? Field(string[] fields, string column) =>
        _columns.TryGetValue(column, out var index) && index < fields.Length ? fields[index] : null;

    private long? Number(string[] fields, string column) =>
        ManagementLine.TryNumber(Field(fields, column), out var number) ? number : null;
}
