using System.Net;

namespace Holdfast.Model.Profiles;

/// <summary>
/// One server process for each port. Every process has an equal part of the pools, so the number of ports is a power of two;
/// a client has one slot, and so one address in each part.
/// </summary>
public sealed record OpenVpnOptions
{
    public required IPNetwork Pool4 { get; init; }

    public required IPNetwork Pool6 { get; init; }

    public IReadOnlyList<int> UdpPorts { get; init; } = [1194];

    public IReadOnlyList<int> TcpPorts { get; init; } = [1194];

    /// <summary>Written into client configurations instead of <see cref="UdpPorts"/>; empty: those.</summary>
    public IReadOnlyList<int> ExposedUdpPorts { get; init; } = [];

    /// <summary>Written into client configurations instead of <see cref="TcpPorts"/>; empty: those.</summary>
    public IReadOnlyList<int> ExposedTcpPorts { get; init; } = [];

    /// <summary>The address on which the servers listen; null: all, IPv4 and IPv6.</summary>
    public IPAddress? ListenAddress { get; init; }

    /// <summary>Clients are told not to use their local network while connected.</summary>
    public bool BlockLan { get; init; }

    /// <summary>Size of the tunnel's packets, 1280 to 9000 bytes.</summary>
    public int Mtu { get; init; } = 1500;

    /// <summary>Seconds without traffic after which both ends show that they live, 1 to 60; null: 3, with placement <c>shared</c> 1.</summary>
    public int? Ping { get; init; }

    /// <summary>
    /// Seconds of silence after which a client looks for its server again, and for the next one; at least twice <see cref="Ping"/>, at
    /// most 300; null: three times <see cref="Ping"/>.
    /// </summary>
    public int? PingRestart { get; init; }

    /// <summary>The server processes write a log of their own, for finding faults.</summary>
    public bool Log { get; init; }
}
