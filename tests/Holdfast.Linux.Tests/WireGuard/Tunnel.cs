using System.Net;
using Holdfast.Linux.Network;
using Holdfast.Linux.Tests.Namespaces;
using Holdfast.Linux.WireGuard;
using Holdfast.Model.Keys;

namespace Holdfast.Linux.Tests.WireGuard;

/// <summary>Two namespaces on a cable, and a WireGuard tunnel between them that our API has set up on both sides.</summary>
internal sealed class Tunnel : IAsyncDisposable
{
    public const int Port = 51820;
    public const string ServerAddress = "10.77.0.1";
    public const string ServerAddressIPv6 = "fd77::1";
    public const string ServerOutside = "192.0.2.1";
    public const string ClientOutside = "192.0.2.2";

    private static readonly CancellationToken None = CancellationToken.None;

    private Tunnel(IWireGuardDevice server, IWireGuardDevice client, WireGuardKey serverPeer)
    {
        Server = server;
        Client = client;
        ServerPeer = serverPeer;
    }

    public IWireGuardDevice Server { get; }

    public IWireGuardDevice Client { get; }

    /// <summary>The server's public key: who it is on the client's device.</summary>
    public WireGuardKey ServerPeer { get; }

    public static async Task<Tunnel> MakeAsync(DeviceRoom server, DeviceRoom client)
    {
        await PlugAsync(server.Space, client.Space);
        var (serverKey, clientKey) = (Keys.Private(), Keys.Private());
        var serverPeer = await Keys.PublicOfAsync(serverKey);
        var clientPeer = new PeerChange(await Keys.PublicOfAsync(clientKey))
        {
            AllowedIPs = [IPNetwork.Parse("10.77.0.2/32"), IPNetwork.Parse("fd77::2/128")],
        };
        var toServer = new PeerChange(serverPeer)
        {
            AllowedIPs = [IPNetwork.Parse("10.77.0.0/24"), IPNetwork.Parse("fd77::/64")],
            Endpoint = new IPEndPoint(IPAddress.Parse(ServerOutside), Port),
        };
        return new Tunnel(
            await SetUpAsync(server, serverKey, clientPeer, ServerAddress, ServerAddressIPv6),
            await SetUpAsync(client, clientKey, toServer, "10.77.0.2", "fd77::2"),
            serverPeer
        );
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Client.DisposeAsync();
    }

    private static async Task PlugAsync(TestNamespace server, TestNamespace client)
    {
        await Tool.RunAsync(
            "ip",
            "link",
            "add",
            "plug",
            "netns",
            server.Name,
            "type",
            "veth",
            "peer",
            "name",
            "plug",
            "netns",
            client.Name
        );
        await server.ToolAsync("ip", "addr", "add", $"{ServerOutside}/24", "dev", "plug");
        await client.ToolAsync("ip", "addr", "add", $"{ClientOutside}/24", "dev", "plug");
        await server.ToolAsync("ip", "link", "set", "plug", "up");
        await client.ToolAsync("ip", "link", "set", "plug", "up");
    }

    private static async Task<IWireGuardDevice> SetUpAsync(
        DeviceRoom room,
        WireGuardKey key,
        PeerChange peer,
        string address,
        string addressIPv6
    )
    {
        var device = await room.OpenAsync(DeviceRoom.NewName());
        var change = new DeviceChange
        {
            PrivateKey = key,
            ListenPort = Port,
            Peers = [peer],
        };
        await device.ApplyAsync(change, None);
        var addresses = new[]
        {
            new AddressWithPrefix(IPAddress.Parse(address), 24),
            new AddressWithPrefix(IPAddress.Parse(addressIPv6), 64),
        };
        await room.Network.SetAddressesAsync(device.Name, addresses, None);
        await room.Network.BringUpAsync(device.Name, 1420, None);
        return device;
    }
}
