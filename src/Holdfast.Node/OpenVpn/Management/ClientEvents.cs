namespace Holdfast.Node.OpenVpn.Management;

/// <summary>
/// Puts the lines of one <c>&gt;CLIENT:</c> notice together: its head, its variables, its end. A head without an end is forgotten
/// at the next head.
/// </summary>
internal sealed class ClientEvents
{
    /// <summary>OpenVPN sends about 60. Ours.</summary>
    private const int MaximumVariables = 512;

    private readonly Dictionary<string, string> _variables = [];
    private ManagementLine.ClientNotice? _head;

    /// <returns>The whole notice when this line ends one, else null.</returns>
    public ClientEvent? Accept(ManagementLine line)
    {
        switch (line)
        {
            case ManagementLine.ClientNotice head:
                Begin(head);
                return null;
            case ManagementLine.ClientVariable variable:
                Keep(variable);
                return null;
            case ManagementLine.ClientEnd when _head is not null:
                return Finish(_head);
            default:
                return null;
        }
    }

    private void Begin(ManagementLine.ClientNotice head)
    {
        _variables.Clear();
        _head = head;
    }

    private void Keep(ManagementLine.ClientVariable variable)
    {
        if (_head is not null && _variables.Count < MaximumVariables)
        {
            _variables[variable.Name] = variable.Value;
        }
    }

    private ClientEvent Finish(ManagementLine.ClientNotice head)
    {
        _head = null;
        var endpoint =
            EndpointText.Combine(Value("trusted_ip"), Value("trusted_port"))
            ?? EndpointText.Combine(Value("trusted_ip6"), Value("trusted_port"));
        var client = new ConnectedClient(
            head.ClientId,
            Value("common_name") ?? "",
            endpoint,
            EndpointText.Address(Value("ifconfig_pool_remote_ip")),
            EndpointText.Address(Value("ifconfig_pool_remote_ip6")),
            Number("bytes_received"),
            Number("bytes_sent"),
            Number("time_unix")
        );
        return new(head.Kind, client);
    }

    private string? Value(string name) => _variables.GetValueOrDefault(name);

    private long Number(string name) => ManagementLine.TryNumber(Value(name), out var number) ? number : 0;
}

/// <param name="Kind"><c>ESTABLISHED</c>, <c>DISCONNECT</c> and what OpenVPN may add.</param>
internal sealed record ClientEvent(string Kind, ConnectedClient Client);
