namespace Holdfast.Lab.Histories;

/// <summary>What people may notice of a fault, at most. Everything else is a failure of ours.</summary>
public sealed record Notice
{
    /// <summary>Nobody notices but those whose call was under way, who make it once more.</summary>
    public static readonly Notice Nothing = new();

    /// <summary>A connection that was kept for the next call may be broken; that is found at the next call, so long after the end at most.</summary>
    public TimeSpan KeptConnections { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>So long from the beginning, calls that are made again may fail too. Then they succeed, though the fault goes on.</summary>
    public TimeSpan Calls { get; init; }

    /// <summary>Calls may fail until it is mended, and so long after. Null: see <see cref="Calls"/>.</summary>
    public TimeSpan? CallsUntilMended { get; init; }

    /// <summary>Tunnels of the node with this host name carry nothing. Null: tunnels go on.</summary>
    public string? CutsNode { get; init; }

    /// <summary>The app whose tunnel is broken, by which it has to reconnect. Null: nobody's.</summary>
    public string? CutsApp { get; init; }

    /// <summary>A WireGuard tunnel that was cut carries again so long after it was mended.</summary>
    public TimeSpan WireGuardAfter { get; init; }

    /// <summary>An OpenVPN tunnel that was cut, there or on another node.</summary>
    public TimeSpan OpenVpnAfter { get; init; }
}
