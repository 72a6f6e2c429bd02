using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Failover;
using Holdfast.Node.Takeover.Connections;

namespace Holdfast.Node.Firewall;

/// <summary>
/// The text of our one nftables table. It replaces the table before in the same transaction, so that there is no moment without
/// rules; connections that are tracked stay so. Order matters in <c>forward</c>: what keeps clients apart comes before what lets
/// established connections through, so that a rule made stricter ends what it forbids.
/// </summary>
/// <remarks>
/// Our table only narrows what our own devices carry. A packet must pass every table of the machine, so the administrator's own
/// firewall is neither opened nor closed by ours.
/// </remarks>
public static class Ruleset
{
    public const string Table = "holdfast";

    /// <summary>Takes the table away; no error when there is none.</summary>
    public const string Removal = $"add table inet {Table}\ndelete table inet {Table}\n";

    public static string Render(IEnumerable<ProfileServices> services) => Render(services, _ => []);

    /// <param name="addressesOf">The virtual addresses of a unit of the failover group, with their interfaces.</param>
    /// <param name="connections">How the other node is told of connections; null: it is not.</param>
    public static string Render(
        IEnumerable<ProfileServices> services,
        Func<int, IReadOnlyList<PlacedAddress>> addressesOf,
        ConnectionWay? connections = null
    )
    {
        var profiles = services
            .OrderBy(s => s.ProfileId, StringComparer.Ordinal)
            .Select(s => ProfileDevices.Of(s, addressesOf))
            .Where(p => p.Devices.Count > 0)
            .ToList();
        var text = new StringBuilder(Removal);
        if (profiles.Count == 0)
        {
            return text.ToString();
        }

        text.Append(CultureInfo.InvariantCulture, $"table inet {Table} {{\n");
        Set(text, "tunnels", "ifname", profiles.SelectMany(p => p.Devices).Select(d => Quoted(d.Name)));
        Chain(text, "sources", "type filter hook prerouting priority raw; policy accept;", Sources(profiles));
        Chain(text, "input", "type filter hook input priority filter; policy accept;", Input(profiles, connections));
        Chain(text, "forward", "type filter hook forward priority filter; policy accept;", Forward(profiles));
        Chain(text, "translate", "type nat hook postrouting priority srcnat; policy accept;", Translate(profiles));
        return text.Append("}\n").ToString();
    }

    /// <summary>A client may only use an address of its device's pool. Which one of them, WireGuard and OpenVPN see to.</summary>
    private static IEnumerable<string> Sources(List<ProfileDevices> profiles)
    {
        foreach (var device in profiles.SelectMany(p => p.Devices))
        {
            yield return $"iifname {Quoted(device.Name)} ip saddr != {device.Pool4} drop";
            yield return $"iifname {Quoted(device.Name)} ip6 saddr != {device.Pool6} drop";
        }
    }

    /// <summary>What clients need of the node itself: apps ping the gateway's address to see whether the tunnel works.</summary>
    private static IEnumerable<string> Input(List<ProfileDevices> profiles, ConnectionWay? connections)
    {
        foreach (var device in profiles.SelectMany(p => p.Devices))
        {
            var from = $"iifname {Quoted(device.Name)}";
            yield return $"{from} ip daddr {device.Gateway4} icmp type echo-request accept";
            yield return $"{from} ip6 daddr {device.Gateway6} icmpv6 type echo-request accept";
        }

        foreach (var transport in (string[])["udp", "tcp"])
        {
            var ports = profiles.SelectMany(p => p.Devices).Where(d => d.Transport == transport).Select(d => d.Port);
            if (Elements(ports.Distinct().Order().Select(p => p.ToString(CultureInfo.InvariantCulture))) is { } list)
            {
                yield return $"{transport} dport {{ {list} }} accept";
            }
        }

        foreach (var rule in Tell(connections).Concat(profiles.Where(p => p.Masquerade).SelectMany(Unknown)))
        {
            yield return rule;
        }
    }

    /// <summary>conntrackd believes everybody: only the other node may tell it something, and only where it is.</summary>
    private static IEnumerable<string> Tell(ConnectionWay? way) =>
        way is null
            ? []
            :
            [
                $"udp dport {way.Port} iifname != {Quoted(way.Link)} drop",
                $"udp dport {way.Port} {Family(way.Other)} saddr != {way.Other} drop",
            ];

    /// <summary>
    /// A segment for a connection of a client that the other node has not told of yet: our own stack would answer it with a reset, and
    /// end what may still go on.
    /// </summary>
    private static IEnumerable<string> Unknown(ProfileDevices profile) =>
        profile.Virtual.SelectMany(to =>
            (string[])[$"{Segment(to)} socket wildcard {{ 0, 1 }} accept", $"{Segment(to)} drop"]
        );

    private static string Segment(PlacedAddress to) =>
        $"{Family(to.Address)} daddr {to.Address} tcp flags & (syn | rst) == 0x0 ct state {{ invalid, new }}";

    private static IEnumerable<string> Forward(List<ProfileDevices> profiles)
    {
        yield return "iifname != @tunnels oifname != @tunnels accept";

        // RFC 9293, 3.7.1: nobody is to send segments that do not fit the way; both ways, and the smaller of both.
        yield return "tcp flags syn tcp option maxseg size set rt mtu";
        foreach (var parts in profiles.Where(p => p.ClientToClient).GroupBy(p => p.ProfileId, StringComparer.Ordinal))
        {
            var devices = Elements(parts.SelectMany(p => p.Devices).Select(d => Quoted(d.Name)));
            yield return $"iifname {{ {devices} }} oifname {{ {devices} }} accept";
        }

        yield return "iifname @tunnels oifname @tunnels drop";
        yield return "ct state established,related accept";
        yield return "iifname @tunnels accept";
        if (
            Elements(profiles.Where(p => !p.Masquerade).SelectMany(p => p.Devices).Select(d => Quoted(d.Name))) is { } l
        )
        {
            yield return $"oifname {{ {l} }} accept";
        }

        yield return "drop";
    }

    private static IEnumerable<string> Translate(List<ProfileDevices> profiles)
    {
        foreach (var profile in profiles.Where(p => p.Masquerade))
        {
            foreach (
                var rule in profile.Devices.SelectMany(device => profile.Virtual.Select(to => Translate(device, to)))
            )
            {
                yield return rule;
            }
        }

        foreach (var device in profiles.Where(p => p.Masquerade).SelectMany(p => p.Devices))
        {
            yield return $"oifname != @tunnels oifname != \"lo\" ip saddr {device.Pool4} masquerade";
            yield return $"oifname != @tunnels oifname != \"lo\" ip6 saddr {device.Pool6} masquerade";
        }
    }

    /// <summary>To an address that moves with the clients, so that what they are inside is the same on the node that takes over.</summary>
    private static string Translate(TunnelDevice device, PlacedAddress to) =>
        to.Address.AddressFamily == AddressFamily.InterNetwork
            ? $"oifname {Quoted(to.Link)} ip saddr {device.Pool4} snat ip to {to.Address}"
            : $"oifname {Quoted(to.Link)} ip6 saddr {device.Pool6} snat ip6 to {to.Address}";

    private static string Family(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork ? "ip" : "ip6";

    private static void Set(StringBuilder text, string name, string type, IEnumerable<string> elements) =>
        text.Append(CultureInfo.InvariantCulture, $"\tset {name} {{\n\t\ttype {type}\n")
            .Append(CultureInfo.InvariantCulture, $"\t\telements = {{ {Elements(elements)} }}\n\t}}\n");

    private static void Chain(StringBuilder text, string name, string hook, IEnumerable<string> rules)
    {
        text.Append(CultureInfo.InvariantCulture, $"\tchain {name} {{\n\t\t{hook}\n");
        foreach (var rule in rules)
        {
            text.Append(CultureInfo.InvariantCulture, $"\t\t{rule}\n");
        }

        text.Append("\t}\n");
    }

    private static string? Elements(IEnumerable<string> elements)
    {
        var list = string.Join(", ", elements);
        return list.Length == 0 ? null : list;
    }

    private static string Quoted(string device) => $"\"{device}\"";
}
