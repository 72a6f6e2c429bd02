using System.Net;
using Holdfast.Lab.Hosts;

namespace Holdfast.Bench.Meshes;

/// <summary>WireGuard between two hosts by hand, with the MTU of the mesh: what its traffic is measured against.</summary>
internal static class BareTunnel
{
    public static readonly IPAddress Server = IPAddress.Parse("10.88.0.1");
    private const int Port = 4500;

    public static async Task LayAsync(Host server, Host client)
    {
        var (serverKey, clientKey) = (await MakeAsync(server, "10.88.0.1/24"), await MakeAsync(client, "10.88.0.2/24"));
        await server.RunAsync("wg", "set", "bare0", "peer", clientKey, "allowed-ips", "10.88.0.2/32");
        await client.RunAsync(
            "wg",
            "set",
            "bare0",
            "peer",
            serverKey,
            "allowed-ips",
            "10.88.0.1/32",
            "endpoint",
            $"{server.Address4}:{Port}"
        );
    }

    /// <returns>The public key.</returns>
    private static async Task<string> MakeAsync(Host host, string address)
    {
        await host.ScriptAsync(
            $"""
            ip link add bare0 type wireguard 2> /dev/null || wireguard-go bare0 2> /dev/null
            wg genkey > /run/bare.key
            wg set bare0 listen-port {Port} private-key /run/bare.key
            ip address add {address} dev bare0
            ip link set bare0 mtu 1420 up
            """
        );
        return (await host.RunAsync("wg", "show", "bare0", "public-key")).Trim();
    }
}
