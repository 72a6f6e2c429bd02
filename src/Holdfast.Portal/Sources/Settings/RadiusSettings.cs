namespace Holdfast.Portal.Sources.Settings;

/// <summary>Servers that speak RADIUS. Also the form of the admin API. Their shared secret is the secret of the source.</summary>
public sealed record RadiusSettings
{
    /// <summary>Host names or addresses, with a port or without (1812); asked in this order until one answers.</summary>
    public IReadOnlyList<string> Servers { get; init; } = [];

    /// <summary>As whom we ask.</summary>
    public string NasIdentifier { get; init; } = "holdfast";

    /// <summary>For each try. 1 to 30 seconds: a server may ask a phone meanwhile.</summary>
    public int TimeoutSeconds { get; init; } = 3;

    /// <summary>At each server, 1 to 5: datagrams get lost.</summary>
    public int Tries { get; init; } = 3;

    public RadiusGroupsFrom GroupsFrom { get; init; } = RadiusGroupsFrom.FilterId;

    /// <summary>After which somebody must sign in again or loses the access; a RADIUS server cannot be asked who is still there. 1 to 8760; 0: never.</summary>
    public int MostHours { get; init; } = 168;

    /// <summary>Whether the secret that was meant for the one may go to the other.</summary>
    internal bool HasSameReceiver(RadiusSettings other) => Servers.SequenceEqual(other.Servers, StringComparer.Ordinal);
}
