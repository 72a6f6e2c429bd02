using System.Net;
using Holdfast.Model.Profiles;

namespace Holdfast.Model.Tests.Profiles;

/// <summary>Valid profiles to begin from.</summary>
internal static class SomeProfiles
{
    public static readonly WireGuardOptions WireGuard = new()
    {
        Pool4 = IPNetwork.Parse("10.43.43.0/24"),
        Pool6 = IPNetwork.Parse("fd43::/64"),
    };

    public static readonly OpenVpnOptions OpenVpn = new()
    {
        Pool4 = IPNetwork.Parse("10.44.44.0/24"),
        Pool6 = IPNetwork.Parse("fd44::/64"),
    };

    public static readonly Profile Employees = new()
    {
        Id = "employees",
        DisplayName = "Employees",
        DnsServers = ["9.9.9.9", "2620:fe::fe"],
        WireGuard = WireGuard,
        OpenVpn = OpenVpn,
    };

    /// <summary>Only what is inside, with a name server that is inside.</summary>
    public static readonly Profile Split = Employees with
    {
        DefaultGateway = false,
        Routes = [IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("fd01::/32")],
        DnsServers = ["192.168.1.53", "@GW4@"],
        DnsSearchDomains = ["corp.example.org"],
    };
}
