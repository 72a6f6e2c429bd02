using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation.Rules;

/// <summary>Priority, ports, MTU and keepalive are in their ranges.</summary>
internal sealed class NumbersRule : IProfileRule
{
    public IEnumerable<Problem> Check(PlacedProfile placed) =>
        Numbers(placed.Profile)
            .Where(n => n.Value < n.Least || n.Value > n.Most)
            .Select(n =>
                ProfileProblems.OutOfRange.At(placed.At(n.Setting), $"{n.Value} is not in {n.Least} to {n.Most}.")
            );

    private static IEnumerable<Number> Numbers(Profile profile) =>
        [
            new("priority", profile.Priority, -Limits.Priority, Limits.Priority),
            .. profile.WireGuard is { } wireGuard ? WireGuard(wireGuard) : [],
            .. profile.OpenVpn is { } openVpn ? OpenVpn(openVpn) : [],
        ];

    private static IEnumerable<Number> WireGuard(WireGuardOptions options)
    {
        yield return Port("wireGuard.port", options.Port);
        yield return Mtu("wireGuard.mtu", options.Mtu);
        if (options.ExposedPort is { } exposed)
        {
            yield return Port("wireGuard.exposedPort", exposed);
        }

        if (options.Keepalive is { } keepalive)
        {
            yield return new("wireGuard.keepalive", keepalive, 1, ushort.MaxValue);
        }
    }

    private static IEnumerable<Number> OpenVpn(OpenVpnOptions options) =>
        [
            Mtu("openVpn.mtu", options.Mtu),
            new("openVpn.ping", options.Ping, 1, Limits.LongestPing),
            // One lost packet is not a dead server.
            new("openVpn.pingRestart", options.PingRestart, 2 * options.Ping, Limits.LongestPingRestart),
            .. Ports("openVpn.udpPorts", options.UdpPorts),
            .. Ports("openVpn.tcpPorts", options.TcpPorts),
            .. Ports("openVpn.exposedUdpPorts", options.ExposedUdpPorts),
            .. Ports("openVpn.exposedTcpPorts", options.ExposedTcpPorts),
        ];

    private static IEnumerable<Number> Ports(string setting, IReadOnlyList<int> ports) =>
        ports.Select((port, i) => Port($"{setting}[{i}]", port));

    private static Number Port(string setting, int port) => new(setting, port, 1, ushort.MaxValue);

    private static Number Mtu(string setting, int mtu) => new(setting, mtu, Limits.SmallestMtu, Limits.LargestMtu);

    private readonly record struct Number(string Setting, int Value, int Least, int Most);
}
