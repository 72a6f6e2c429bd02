using System.Net;

namespace Holdfast.Model.Profiles;

public sealed record WireGuardOptions
{
    public required IPNetwork Pool4 { get; init; }

    public required IPNetwork Pool6 { get; init; }

    /// <summary>Parts of the pool that are given to nodes; the others get theirs by themselves.</summary>
    public IReadOnlyList<NodeSlice> Slices { get; init; } = [];

    /// <summary>UDP port on which the node listens, 1 to 65535; unique among the profiles of a node.</summary>
    public int Port { get; init; } = 51820;

    /// <summary>The port written into client configurations, where it differs (port forwarding); null: <see cref="Port"/>.</summary>
    public int? ExposedPort { get; init; }

    /// <summary>Of the tunnel device and, when <see cref="SendMtu"/> is set, of the clients. 1280 to 9000 bytes.</summary>
    public int Mtu { get; init; } = 1420;

    /// <summary>The MTU is written into client configurations.</summary>
    public bool SendMtu { get; init; }

    /// <summary>Seconds, 1 to 65535, written into client configurations; null: none.</summary>
    public int? Keepalive { get; init; }

    /// <summary>WireGuard over UDP is offered.</summary>
    public bool Udp { get; init; } = true;

    /// <summary>WireGuard inside TCP (HTTP upgrade) is offered, for networks that block UDP.</summary>
    public bool Tcp { get; init; } = true;

    /// <summary>Where clients find the TCP service; null: the node's own.</summary>
    public Uri? ProxyUrl { get; init; }
}
