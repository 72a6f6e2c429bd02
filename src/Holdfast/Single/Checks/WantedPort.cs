using System.Net.Sockets;

namespace Holdfast.Single.Checks;

/// <summary>A port that the server will listen on, and the option by which another can be chosen.</summary>
internal sealed record WantedPort(string Option, ProtocolType Protocol, int Number)
{
    public static IReadOnlyList<WantedPort> Of(ServerOptions options)
    {
        List<WantedPort> ports =
        [
            new("--port", ProtocolType.Tcp, options.Port),
            new("--wireguard-port", ProtocolType.Udp, options.WireGuardPort),
            new("--openvpn-udp-port", ProtocolType.Udp, options.OpenVpnUdpPort),
            new("--openvpn-tcp-port", ProtocolType.Tcp, options.OpenVpnTcpPort),
            new("--wireguard-tcp-port", ProtocolType.Tcp, options.WireGuardTcpPort),
            new("--telemetry-port", ProtocolType.Tcp, options.TelemetryPort),
            .. options.Link is null
                ? Array.Empty<WantedPort>()
                : [new("the node's link", ProtocolType.Tcp, Databases.Pairs.PairLink.Port)],
        ];
        return
        [
            .. ports.Where(port =>
                port.Number != 0 || port.Option is not ("--wireguard-tcp-port" or "--telemetry-port")
            ),
        ];
    }

    /// <param name="options">Its <see cref="ServerOptions.Port"/> is that of the link.</param>
    public static IReadOnlyList<WantedPort> OfNode(ServerOptions options) =>
        [
            new("--link-port", ProtocolType.Tcp, options.Port),
            .. options.WireGuardTcpPort == 0
                ? Array.Empty<WantedPort>()
                : [new("--wireguard-tcp-port", ProtocolType.Tcp, options.WireGuardTcpPort)],
        ];

    /// <summary>Of a portal without a node.</summary>
    public static IReadOnlyList<WantedPort> OfPortal(ServerOptions options) =>
        [
            new("--port", ProtocolType.Tcp, options.Port),
            .. options.TelemetryPort == 0
                ? Array.Empty<WantedPort>()
                : [new("--telemetry-port", ProtocolType.Tcp, options.TelemetryPort)],
        ];

    public static string NameOf(ProtocolType protocol) => protocol == ProtocolType.Tcp ? "TCP" : "UDP";
}
