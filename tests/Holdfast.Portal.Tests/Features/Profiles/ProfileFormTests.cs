using System.Net;
using Holdfast.Model.Profiles;
using Holdfast.Model.Profiles.Validation;
using Holdfast.Portal.Features.Profiles;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Holdfast.Portal.Tests.Features.Profiles;

public sealed class ProfileFormTests
{
    private static readonly Profile Good = new()
    {
        Id = "office",
        DisplayName = "Office",
        ExcludedRoutes = [IPNetwork.Parse("192.168.7.0/24")],
        DnsServers = ["9.9.9.9", "@GW4@"],
        WireGuard = new()
        {
            Pool4 = IPNetwork.Parse("10.43.0.0/24"),
            Pool6 = IPNetwork.Parse("fd43::/64"),
            Slices = [new() { Node = "node-1", Network = IPNetwork.Parse("10.43.0.0/25") }],
            ProxyUrl = new("https://vpn.example.org/wg"),
        },
        OpenVpn = new()
        {
            Pool4 = IPNetwork.Parse("10.44.0.0/24"),
            Pool6 = IPNetwork.Parse("fd44::/64"),
            ExposedUdpPorts = [443],
            ListenAddress = IPAddress.Parse("192.0.2.1"),
            Ping = 8,
            PingRestart = 16,
        },
    };

    /// <summary>In all other fields there is nothing that cannot be read.</summary>
    private static readonly string[] Fields =
    [
        "priority",
        "wireGuard.port",
        "wireGuard.exposedPort",
        "wireGuard.mtu",
        "wireGuard.keepalive",
        "wireGuard.pool4",
        "wireGuard.pool6",
        "wireGuard.proxyUrl",
        "openVpn.pool4",
        "openVpn.pool6",
        "openVpn.listenAddress",
        "openVpn.mtu",
        "openVpn.ping",
        "openVpn.pingRestart",
    ];

    private static readonly string[] Lists =
    [
        "routes",
        "excludedRoutes",
        "furtherUnits",
        "wireGuard.slices",
        "openVpn.udpPorts",
        "openVpn.tcpPorts",
        "openVpn.exposedUdpPorts",
        "openVpn.exposedTcpPorts",
    ];

    [Fact]
    public void Read_Shared_IsWhatWasWritten()
    {
        FurtherUnit further = new()
        {
            Unit = 52,
            HostName = "b.example.org",
            Port = 51821,
        };
        var shared = Good with
        {
            Placement = Placement.Shared,
            Unit = 51,
            HostName = "vpn.example.org",
            FurtherUnits = [further],
        };
        var fields = ProfileForm.Write(shared).ToDictionary(field => field.Key, field => (StringValues)field.Value);

        var read = ProfileForm.Read(new FormCollection(fields), "office").Value!;

        Assert.Equal((Placement.Shared, 51, "vpn.example.org"), (read.Placement, read.Unit, read.HostName));
        Assert.Equal([further], read.FurtherUnits);
    }

    [Fact]
    public void Read_AsWritten_NothingIsSaid() => Assert.Empty(SaidOf());

    [Fact]
    public void Read_AnyOneFieldUnreadable_ExactlyThatIsSaid()
    {
        Assert.All(Fields, field => Assert.Equal([field], SaidOf((field, "?"))));
        Assert.All(Lists, list => Assert.Equal([$"{list}[0]"], SaidOf((list, "?"))));
    }

    [Fact]
    public void Read_AnyTwoFieldsUnreadable_ExactlyBothAreSaid() =>
        Assert.All(
            Fields.SelectMany(one => Fields.Where(two => two != one).Select(two => (one, two))),
            pair =>
                Assert.Equal(
                    new[] { pair.one, pair.two }.Order(StringComparer.Ordinal),
                    SaidOf((pair.one, "?"), (pair.two, "?")).Order(StringComparer.Ordinal)
                )
        );

    [Fact]
    public void Read_UnreadableAndSenseless_AllAtOnce_EachBesideItsField() =>
        Assert.Equal(
            [
                "excludedRoutes[1]",
                "wireGuard.pool4",
                "wireGuard.port",
                "openVpn.udpPorts[0]",
                "profiles[office].displayName",
                "profiles[office].openVpn.mtu",
                "profiles[office].openVpn.udpPorts[2]",
                "profiles[office].dnsServers[1]",
                "profiles[office].excludedRoutes[2]",
            ],
            SaidOf(
                ("displayName", ""),
                ("excludedRoutes", "192.168.7.0/24\n10.0.0.1/8\n192.168.7.0/24"),
                ("dnsServers", "9.9.9.9\nnowhere"),
                ("wireGuard.pool4", "10.43.0.7/24"),
                ("wireGuard.port", "many"),
                ("openVpn.udpPorts", "x, 1194, 70000"),
                ("openVpn.mtu", "5")
            )
        );

    private static IReadOnlyList<string> SaidOf(params (string Field, string Text)[] changes)
    {
        var fields = ProfileForm.Write(Good).ToDictionary(field => field.Key, field => (StringValues)field.Value);
        foreach (var (field, text) in changes)
        {
            fields[field] = text;
        }

        var read = ProfileForm.Read(new FormCollection(fields), "office");
        var judged = ProfileSetValidator.Validate([read.Value!], read.Unread.Under("[0]"));
        return [.. read.Problems.Concat(judged).Select(problem => problem.Where)];
    }
}
