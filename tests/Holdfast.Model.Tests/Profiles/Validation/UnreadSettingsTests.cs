using System.Net;
using Holdfast.Model.Problems;
using Holdfast.Model.Profiles;
using Holdfast.Model.Profiles.Validation;

namespace Holdfast.Model.Tests.Profiles.Validation;

/// <summary>Where a setting could not be read a default stands, and nothing is said that only follows from it.</summary>
public sealed class UnreadSettingsTests
{
    private static readonly Profile Good = SomeProfiles.Employees;

    private static readonly Profile Other = Good with
    {
        Id = "other",
        WireGuard = null,
        OpenVpn = new()
        {
            Pool4 = IPNetwork.Parse("10.54.0.0/24"),
            Pool6 = IPNetwork.Parse("fd54::/64"),
            UdpPorts = [1195],
            TcpPorts = [1195],
        },
    };

    private static IReadOnlyList<string> Said(Profile profile, params string[] unread) =>
        [
            .. ProfileSetValidator
                .Validate([Other, profile], new UnreadPlaces(unread).Under("[1]"))
                .Select(problem => $"{problem.Id} {problem.Where}"),
        ];

    [Fact]
    public void Pool_Unread_NeitherItsSizeNorAnOverlapIsSaid()
    {
        var profile = Good with { WireGuard = SomeProfiles.WireGuard with { Pool4 = default, Port = 0 } };

        Assert.Equal(["HF-1004 profiles[employees].wireGuard.port"], Said(profile, "wireGuard.pool4"));
        Assert.Contains("HF-1008 profiles[employees].wireGuard.pool6", Said(WithPool6(profile), "wireGuard.pool4"));
    }

    [Fact]
    public void Protocol_UnreadAsAWhole_NotSaidToBeMissing() =>
        Assert.Empty(Said(Good with { WireGuard = null, OpenVpn = null }, "wireGuard"));

    [Fact]
    public void DnsServers_SomeUnread_TheOthersAreNamedWhereTheyStood() =>
        Assert.Equal(
            ["HF-1016 profiles[employees].dnsServers[2]", "HF-1022 profiles[employees].dnsServers[4]"],
            Said(Good with { DnsServers = ["x", "9.9.9.9", "9.9.9.9"] }, "dnsServers[0]", "dnsServers[1]")
        );

    [Fact]
    public void DnsServers_AllUnread_NotSaidToBeMissing() =>
        Assert.Empty(Said(Good with { DnsServers = [] }, "dnsServers[0]"));

    [Fact]
    public void Nodes_Unread_NoPortCollides()
    {
        var profile = Good with { OpenVpn = SomeProfiles.OpenVpn with { UdpPorts = [1195] } };

        Assert.Equal(["HF-1012 profiles[employees].openVpn.udpPorts[0]"], Said(profile));
        Assert.Empty(Said(profile, "nodes"));
        Assert.Empty(Said(profile, "openVpn.listenAddress"));
    }

    [Fact]
    public void Ports_SomeUnread_TheirNumberIsNotJudged_ButTheirRangeIs() =>
        Assert.Equal(
            ["HF-1004 profiles[employees].openVpn.udpPorts[3]"],
            Said(
                Good with
                {
                    OpenVpn = SomeProfiles.OpenVpn with { UdpPorts = [1194, 0] },
                },
                "openVpn.udpPorts[0]",
                "openVpn.udpPorts[2]"
            )
        );

    [Fact]
    public void Ping_Unread_TheRestartIsJudgedAlone()
    {
        static Profile Restarting(int seconds) =>
            Good with
            {
                OpenVpn = SomeProfiles.OpenVpn with { PingRestart = seconds },
            };

        Assert.Empty(Said(Restarting(4), "openVpn.ping"));
        Assert.Equal(["HF-1004 profiles[employees].openVpn.pingRestart"], Said(Restarting(4)));
        Assert.Equal(["HF-1004 profiles[employees].openVpn.pingRestart"], Said(Restarting(400), "openVpn.ping"));
    }

    [Fact]
    public void Routes_Unread_NothingIsSaidOfWhatIsLeft()
    {
        var profile = SomeProfiles.Split with { DnsServers = ["@GW4@"], ExcludedRoutes = SomeProfiles.Split.Routes };

        Assert.Equal(["HF-1024 profiles[employees].excludedRoutes"], Said(profile));
        Assert.Empty(Said(profile, "routes[2]"));
    }

    [Fact]
    public void Slice_NodeUnread_ItsNetworkIsJudged()
    {
        var profile = Good with
        {
            WireGuard = SomeProfiles.WireGuard with
            {
                Slices =
                [
                    new() { Node = "", Network = IPNetwork.Parse("10.43.43.0/26") },
                    new() { Node = "", Network = IPNetwork.Parse("10.43.43.0/26") },
                    new() { Node = "b", Network = default },
                ],
            },
        };

        Assert.Equal(
            ["HF-1032 profiles[employees].wireGuard.slices[1]"],
            Said(profile, "wireGuard.slices[0].node", "wireGuard.slices[1].node", "wireGuard.slices[2].network")
        );
    }

    [Fact]
    public void Id_Unread_ProfileIsNamedByItsPlaceAndTheLeftOutCount() =>
        Assert.Equal(
            ["HF-1003 profiles[#3].displayName"],
            ProfileSetValidator
                .Validate(
                    [Other, Good with { Id = "", DisplayName = "" }],
                    new UnreadPlaces(["[0]", "[2].id", "[2].openVpn"])
                )
                .Select(problem => $"{problem.Id} {problem.Where}")
        );

    [Fact]
    public void List_TooLongWithThoseUnread_SaidWithTheirNumber()
    {
        var groups = Enumerable.Range(0, 200).Select(number => $"g{number}").ToArray();

        Assert.Equal(
            ["HF-1028 profiles[employees].allowedGroups"],
            Said(Good with { AllowedGroups = groups }, "allowedGroups[200]")
        );
    }

    private static Profile WithPool6(Profile profile) =>
        profile with
        {
            WireGuard = profile.WireGuard! with { Pool6 = IPNetwork.Parse("10.99.0.0/24") },
        };
}
