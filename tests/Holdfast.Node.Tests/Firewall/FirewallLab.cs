using System.Collections.Immutable;
using System.Net;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Keys;
using Holdfast.Node.Firewall;
using Holdfast.Node.Tests.Lab;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Node.Tests.Firewall;

/// <summary>
/// A server that routes, with the real nftables, a host behind it, and clients whose tunnels are cables: a pair of devices of which
/// the server's end has the tunnel's name.
/// </summary>
internal sealed class FirewallLab : IAsyncDisposable
{
    private readonly List<string> _clients = [];

    private FirewallLab(Hosts hosts)
    {
        Hosts = hosts;
        Firewall = new(hosts.Server);
        Plane = new(Firewall, _ => [], () => null, NullLogger<FirewallPlane>.Instance);
    }

    public Hosts Hosts { get; }

    public NamespacedFirewall Firewall { get; }

    public FirewallPlane Plane { get; }

    public static async Task<FirewallLab> CreateAsync() => new(await Hosts.CreateAsync());

    public static ProfileServices Profile(
        int number,
        bool masquerade = true,
        bool clientToClient = false,
        params int[] devices
    ) =>
        new()
        {
            ProfileId = $"profile{number}",
            OpenVpn = [.. devices.Skip(1).Select(d => OpenVpn(number, d))],
            WireGuard = new()
            {
                Interface = $"hf{number}-wg",
                Port = 51820 + number,
                PrivateKey = new WireGuardKey(new byte[32]),
                Mtu = 1420,
                Pool4 = IPNetwork.Parse($"10.{number}.0.0/24"),
                Pool6 = IPNetwork.Parse($"fd0{number}:0::/64"),
                Tcp = true,
            },
            Forwarding = new(masquerade, clientToClient),
        };

    public Task<IReadOnlyList<Link.Messages.ApplyFailure>> ApplyAsync(params ProfileServices[] profiles) =>
        Plane.ReconcileAsync(
            NodeState.Empty with
            {
                Services = profiles.ToImmutableDictionary(p => p.ProfileId),
            },
            CancellationToken.None
        );

    /// <summary>A client of profile <paramref name="number"/> on its device <paramref name="device"/>: 0 is WireGuard.</summary>
    /// <returns>The name of its host.</returns>
    public async Task<string> ClientAsync(int number, int device = 0)
    {
        var host = $"{Hosts.Server}{number}{device}";
        var tunnel = device == 0 ? $"hf{number}-wg" : $"hf{number}-ou{device}";
        _clients.Add(host);
        await Hosts.AddAsync(host);
        await Shell.RunAsync(
            "ip",
            "link",
            "add",
            tunnel,
            "netns",
            Hosts.Server,
            "type",
            "veth",
            "peer",
            "name",
            "tunnel",
            "netns",
            host
        );
        await AddressAsync(Hosts.Server, tunnel, $"10.{number}.{device}.1/24", $"fd0{number}:{device}::1/64");
        await AddressAsync(host, "tunnel", $"10.{number}.{device}.2/24", $"fd0{number}:{device}::2/64");
        await Shell.RunAsync("ip", "-n", host, "route", "add", "default", "via", $"10.{number}.{device}.1");
        await Shell.RunAsync("ip", "-n", host, "route", "add", "default", "via", $"fd0{number}:{device}::1");
        return host;
    }

    public static string Address4(int number, int device = 0) => $"10.{number}.{device}.2";

    public static string Address6(int number, int device = 0) => $"fd0{number}:{device}::2";

    /// <summary>The host behind the server knows the way to the pools.</summary>
    public async Task RouteBackAsync()
    {
        await Shell.RunAsync("ip", "-n", Hosts.Behind, "route", "add", "default", "via", "10.98.0.1");
        await Shell.RunAsync("ip", "-n", Hosts.Behind, "route", "add", "default", "via", "fd98::1");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await Shell.TryAsync("ip", "netns", "delete", client);
        }

        await Hosts.DisposeAsync();
    }

    private static OpenVpnService OpenVpn(int number, int device) =>
        Holdfast.Node.Tests.OpenVpn.TestServices.Udp with
        {
            Interface = $"hf{number}-ou{device}",
            Pool4 = IPNetwork.Parse($"10.{number}.{device}.0/24"),
            Pool6 = IPNetwork.Parse($"fd0{number}:{device}::/64"),
        };

    private static async Task AddressAsync(string host, string link, params string[] addresses)
    {
        foreach (var address in addresses)
        {
            await Shell.RunAsync("ip", "-n", host, "addr", "add", address, "dev", link, "nodad");
        }

        await Shell.RunAsync("ip", "-n", host, "link", "set", link, "up");
    }
}
