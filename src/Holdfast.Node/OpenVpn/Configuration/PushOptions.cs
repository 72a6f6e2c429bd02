using System.Net;
using System.Net.Sockets;
using Holdfast.Model.Addresses;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Profiles;

namespace Holdfast.Node.OpenVpn.Configuration;

/// <summary>What a server process tells its clients, in the order in which they get it.</summary>
internal static class PushOptions
{
    public static IEnumerable<string> Of(OpenVpnService service) =>
        [.. Basics(service), .. Routes(service.Push), .. Excluded(service.Push), .. Names(service)];

    private static IEnumerable<string> Basics(OpenVpnService service)
    {
        yield return "topology subnet";
        yield return $"route-gateway {new AddressPool(service.Pool4).Gateway}";
        yield return service.Transport == Transport.Udp ? "explicit-exit-notify 1" : "socket-flags TCP_NODELAY";
    }

    private static IEnumerable<string> Routes(OpenVpnPush push)
    {
        if (push.DefaultGateway)
        {
            yield return $"redirect-gateway def1 ipv6{(push.BlockLan ? " block-local" : "")}";

            // Windows believes that it is online only when it sees a default route.
            yield return "route 0.0.0.0 0.0.0.0";
            yield break;
        }

        foreach (var route in push.Routes)
        {
            yield return Route(route);
        }
    }

    private static IEnumerable<string> Excluded(OpenVpnPush push) =>
        push.ExcludedRoutes.Select(r => $"{Route(r)} {(IsFour(r) ? "net_gateway" : "net_gateway_ipv6")}");

    /// <summary>Without search domains, and without all traffic, a client would not use the servers: they are not told.</summary>
    private static IEnumerable<string> Names(OpenVpnService service)
    {
        var push = service.Push;
        if (!push.DefaultGateway && push.DnsSearchDomains.Count == 0)
        {
            return [];
        }

        var servers = push.DnsServers.Select(s => $"dhcp-option DNS {Server(s, service)}");
        var first = push.DnsSearchDomains.Take(1).Select(d => $"dhcp-option DOMAIN {d}");
        return [.. servers, .. first, .. push.DnsSearchDomains.Select(d => $"dhcp-option DOMAIN-SEARCH {d}")];
    }

    private static string Server(string server, OpenVpnService service) =>
        server switch
        {
            "@GW4@" => new AddressPool(service.Pool4).Gateway.ToString(),
            "@GW6@" => new AddressPool(service.Pool6).Gateway.ToString(),
            _ => IPAddress.Parse(server).ToString(),
        };

    private static string Route(IPNetwork network) =>
        IsFour(network) ? $"route {network.BaseAddress} {Netmask.Of(network)}" : $"route-ipv6 {network}";

    private static bool IsFour(IPNetwork network) => network.BaseAddress.AddressFamily == AddressFamily.InterNetwork;
}
