using System.Net;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Probes;

namespace Holdfast.Lab.Scenarios.Parts;

/// <summary>What a tunnel has to carry.</summary>
internal static class Traffic
{
    private const long Bytes = 4_000_000;

    /// <summary>Echoes and a download over IPv4 and IPv6 from behind the server.</summary>
    public static async Task ExpectAsync(World world, Host client)
    {
        foreach (var address in world.InsideAddresses)
        {
            client.Story.Expect(await Ping.OnceAsync(client, address, seconds: 5), client.Name, $"{address} answers");
            var download = await Download.RunAsync(client, address, Bytes);
            client.Story.Good(client.Name, $"downloads {download}");
        }
    }

    /// <summary>What the apps look at: the gateway answers echoes as large as the tunnel's packets.</summary>
    public static async Task ExpectGatewayAsync(Host client, IPAddress gateway, int mtu) =>
        client.Story.Expect(
            await Ping.OnceAsync(client, gateway, mtu, seconds: 5),
            client.Name,
            $"the gateway {gateway} answers packets of {mtu} bytes"
        );

    public static async Task ExpectNoneAsync(World world, Host client)
    {
        foreach (var address in world.InsideAddresses)
        {
            client.Story.Expect(
                !await Ping.OnceAsync(client, address, seconds: 0.5),
                client.Name,
                $"{address} is out of reach without a tunnel"
            );
        }
    }
}
