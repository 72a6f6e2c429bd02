using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation.Rules;

/// <summary>Priority, units, ports, MTU and keepalive are in their ranges.</summary>
internal sealed class NumbersRule : IProfileRule
{
    public IEnumerable<Problem> Check(PlacedProfile placed) =>
        Numbers(placed)
            .Where(n => (n.Value < n.Least || n.Value > n.Most) && placed.Knows(n.Setting))
            .Select(n =>
                ProfileProblems.OutOfRange.At(placed.At(n.Setting), $"{n.Value} is not in {n.Least} to {n.Most}.")
            );

    private static IEnumerable<Number> Numbers(PlacedProfile placed) =>
        [
            new("priority", placed.Profile.Priority, -Limits.Priority, Limits.Priority),
            .. Chosen("unit", placed.Profile.Unit, 1, byte.MaxValue),
            .. placed.Profile.FurtherUnits.SelectMany((further, index) => FurtherUnit(further, index, placed)),
            .. placed.Profile.WireGuard is { } wireGuard ? WireGuard(wireGuard) : [],
            .. placed.Profile.OpenVpn is { } openVpn ? OpenVpn(openVpn, placed) : [],
        ];

    private static IEnumerable<Number> FurtherUnit(FurtherUnit further, int index, PlacedProfile placed)
    {
        var setting = $"furtherUnits[{placed.Unread.IndexIn("furtherUnits", index)}]";
        yield return new($"{setting}.unit", further.Unit, 1, byte.MaxValue);
        yield return Port($"{setting}.port", further.Port);
    }

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

    private static IEnumerable<Number> OpenVpn(OpenVpnOptions options, PlacedProfile placed) =>
        [
            Mtu("openVpn.mtu", options.Mtu),
            .. Chosen("openVpn.ping", options.Ping, 1, Limits.LongestPing),
            .. Chosen(
                "openVpn.pingRestart",
                options.PingRestart,
                LeastRestart(options, placed),
                Limits.LongestPingRestart
            ),
            .. Ports("openVpn.udpPorts", options.UdpPorts, placed),
            .. Ports("openVpn.tcpPorts", options.TcpPorts, placed),
            .. Ports("openVpn.exposedUdpPorts", options.ExposedUdpPorts, placed),
            .. Ports("openVpn.exposedTcpPorts", options.ExposedTcpPorts, placed),
        ];

    /// <summary>
    /// One lost packet is not a dead server. A ping that could not be read, or is out of its range, says nothing about the restart.
    /// </summary>
    private static int LeastRestart(OpenVpnOptions options, PlacedProfile placed) =>
        placed.Knows("openVpn.ping", "placement")
        && OpenVpnTimers.Of(placed.Profile.Placement, options).Ping is var ping and >= 1 and <= Limits.LongestPing
            ? 2 * ping
            : 2;

    private static IEnumerable<Number> Ports(string setting, IReadOnlyList<int> ports, PlacedProfile placed) =>
        ports.Select((port, i) => Port($"{setting}[{placed.Unread.IndexIn(setting, i)}]", port));

    /// <summary>Nothing where nothing was chosen.</summary>
    private static IEnumerable<Number> Chosen(string setting, int? value, int least, int most) =>
        value is { } chosen ? [new(setting, chosen, least, most)] : [];

    private static Number Port(string setting, int port) => new(setting, port, 1, ushort.MaxValue);

    private static Number Mtu(string setting, int mtu) => new(setting, mtu, Limits.SmallestMtu, Limits.LargestMtu);

    private readonly record struct Number(string Setting, int Value, int Least, int Most);
}
