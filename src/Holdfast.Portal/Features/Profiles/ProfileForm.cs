using System.Globalization;
using System.Net;
using Holdfast.Model.Problems;
using Holdfast.Model.Profiles;
using Holdfast.Portal.Layout.Fields;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.Profiles;

/// <summary>A profile as fields of a form, and back. Fields have the names of the settings.</summary>
public static class ProfileForm
{
    /// <summary>For the summary of problems: all that can be wrong has a field.</summary>
    public const string FieldNames = "*";

    private const string Groups = "groups";
    private const string OpenVpnWord = "openvpn";
    private const string SharedWord = "shared";

    /// <summary>What the form for a new profile begins with.</summary>
    public static readonly Profile Draft = new()
    {
        Id = "",
        DisplayName = "",
        DnsServers = ["9.9.9.9", "2620:fe::fe"],
    };

    private static readonly IPNetwork Unset = new(IPAddress.Any, 0);

    public static IReadOnlyDictionary<string, string> Write(Profile profile) =>
        new Dictionary<string, string>(
            [
                .. General(profile),
                .. WireGuard(profile.WireGuard, profile.WireGuard ?? new() { Pool4 = Unset, Pool6 = Unset }),
                .. OpenVpn(profile.OpenVpn, profile.OpenVpn ?? new() { Pool4 = Unset, Pool6 = Unset }),
            ],
            StringComparer.Ordinal
        );

    /// <summary>The profile as far as its fields can be read.</summary>
    public static Reading<Profile> Read(IFormCollection form, string id)
    {
        var fields = new FormReader(form);
        var profile = new Profile
        {
            Id = id,
            DisplayName = fields.Text("displayName"),
            Priority = fields.Number("priority", 0),
            HostName = fields.TextOrNull("hostName"),
            DefaultGateway = fields.Ticked("defaultGateway"),
            Routes = fields.Networks("routes"),
            ExcludedRoutes = fields.Networks("excludedRoutes"),
            DnsServers = fields.Lines("dnsServers"),
            DnsSearchDomains = fields.Lines("dnsSearchDomains"),
            AllowedGroups = fields.Text("access") == Groups ? fields.Lines("allowedGroups") : null,
            SecondFactor = fields.Ticked("secondFactor"),
            Hidden = fields.Ticked("hidden"),
            ClientToClient = fields.Ticked("clientToClient"),
            Masquerade = fields.Ticked("masquerade"),
            PreferredProtocol = fields.Text("preferredProtocol") == OpenVpnWord ? Protocol.OpenVpn : Protocol.WireGuard,
            Nodes = fields.Lines("nodes"),
            Placement = fields.Text("placement") == SharedWord ? Placement.Shared : Placement.Spread,
            Unit = fields.NumberOrNull("unit"),
            FurtherUnits = fields.FurtherUnits("furtherUnits"),
            WireGuard = fields.Ticked("wireGuard") ? ReadWireGuard(fields) : null,
            OpenVpn = fields.Ticked("openVpn") ? ReadOpenVpn(fields) : null,
        };
        return new(profile, fields.Unread, fields.Problems);
    }

    private static WireGuardOptions ReadWireGuard(FormReader fields) =>
        new()
        {
            Pool4 = fields.Network("wireGuard.pool4"),
            Pool6 = fields.Network("wireGuard.pool6"),
            Slices = fields.Slices("wireGuard.slices"),
            Port = fields.Number("wireGuard.port"),
            ExposedPort = fields.NumberOrNull("wireGuard.exposedPort"),
            Mtu = fields.Number("wireGuard.mtu"),
            SendMtu = fields.Ticked("wireGuard.sendMtu"),
            Keepalive = fields.NumberOrNull("wireGuard.keepalive"),
            Udp = fields.Ticked("wireGuard.udp"),
            Tcp = fields.Ticked("wireGuard.tcp"),
            ProxyUrl = fields.UriOrNull("wireGuard.proxyUrl"),
        };

    private static OpenVpnOptions ReadOpenVpn(FormReader fields) =>
        new()
        {
            Pool4 = fields.Network("openVpn.pool4"),
            Pool6 = fields.Network("openVpn.pool6"),
            UdpPorts = fields.Numbers("openVpn.udpPorts"),
            TcpPorts = fields.Numbers("openVpn.tcpPorts"),
            ExposedUdpPorts = fields.Numbers("openVpn.exposedUdpPorts"),
            ExposedTcpPorts = fields.Numbers("openVpn.exposedTcpPorts"),
            ListenAddress = fields.AddressOrNull("openVpn.listenAddress"),
            BlockLan = fields.Ticked("openVpn.blockLan"),
            Mtu = fields.Number("openVpn.mtu"),
            Ping = fields.NumberOrNull("openVpn.ping"),
            PingRestart = fields.NumberOrNull("openVpn.pingRestart"),
            Log = fields.Ticked("openVpn.log"),
        };

    private static IEnumerable<KeyValuePair<string, string>> General(Profile profile) =>
        [
            new("id", profile.Id),
            new("displayName", profile.DisplayName),
            new("priority", Text(profile.Priority)),
            new("hostName", profile.HostName ?? ""),
            new("preferredProtocol", profile.PreferredProtocol == Protocol.OpenVpn ? OpenVpnWord : "wireguard"),
            new("hidden", Tick(profile.Hidden)),
            new("access", profile.AllowedGroups is null ? "all" : Groups),
            new("allowedGroups", Lines(profile.AllowedGroups ?? [])),
            new("secondFactor", Tick(profile.SecondFactor)),
            new("nodes", Lines(profile.Nodes)),
            new("placement", profile.Placement == Placement.Shared ? SharedWord : "spread"),
            new("unit", Text(profile.Unit)),
            new(
                "furtherUnits",
                Lines(profile.FurtherUnits.Select(further => $"{further.Unit} {further.HostName} {further.Port}"))
            ),
            new("defaultGateway", Tick(profile.DefaultGateway)),
            new("routes", Lines(profile.Routes)),
            new("excludedRoutes", Lines(profile.ExcludedRoutes)),
            new("dnsServers", Lines(profile.DnsServers)),
            new("dnsSearchDomains", Lines(profile.DnsSearchDomains)),
            new("masquerade", Tick(profile.Masquerade)),
            new("clientToClient", Tick(profile.ClientToClient)),
        ];

    private static IEnumerable<KeyValuePair<string, string>> WireGuard(WireGuardOptions? set, WireGuardOptions shown) =>
        [
            new("wireGuard", Tick(set is not null)),
            new("wireGuard.pool4", Pool(shown.Pool4)),
            new("wireGuard.pool6", Pool(shown.Pool6)),
            new("wireGuard.slices", Lines(shown.Slices.Select(slice => $"{slice.Node} {slice.Network}"))),
            new("wireGuard.port", Text(shown.Port)),
            new("wireGuard.exposedPort", Text(shown.ExposedPort)),
            new("wireGuard.mtu", Text(shown.Mtu)),
            new("wireGuard.keepalive", Text(shown.Keepalive)),
            new("wireGuard.proxyUrl", shown.ProxyUrl?.OriginalString ?? ""),
            new("wireGuard.sendMtu", Tick(shown.SendMtu)),
            new("wireGuard.udp", Tick(shown.Udp)),
            new("wireGuard.tcp", Tick(shown.Tcp)),
        ];

    private static IEnumerable<KeyValuePair<string, string>> OpenVpn(OpenVpnOptions? set, OpenVpnOptions shown) =>
        [
            new("openVpn", Tick(set is not null)),
            new("openVpn.pool4", Pool(shown.Pool4)),
            new("openVpn.pool6", Pool(shown.Pool6)),
            new("openVpn.udpPorts", string.Join(", ", shown.UdpPorts)),
            new("openVpn.tcpPorts", string.Join(", ", shown.TcpPorts)),
            new("openVpn.exposedUdpPorts", string.Join(", ", shown.ExposedUdpPorts)),
            new("openVpn.exposedTcpPorts", string.Join(", ", shown.ExposedTcpPorts)),
            new("openVpn.listenAddress", shown.ListenAddress?.ToString() ?? ""),
            new("openVpn.mtu", Text(shown.Mtu)),
            new("openVpn.ping", Text(shown.Ping)),
            new("openVpn.pingRestart", Text(shown.PingRestart)),
            new("openVpn.blockLan", Tick(shown.BlockLan)),
            new("openVpn.log", Tick(shown.Log)),
        ];

    private static string Pool(IPNetwork pool) => pool.Equals(Unset) ? "" : pool.ToString();

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Tick(bool on) => on ? CheckField.Ticked : "";

    private static string Lines<T>(IEnumerable<T> values) => string.Join('\n', values);
}
