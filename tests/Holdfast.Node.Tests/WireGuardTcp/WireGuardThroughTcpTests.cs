using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Holdfast.Node.Tests.Lab;

namespace Holdfast.Node.Tests.WireGuardTcp;

/// <summary>WireGuard itself through the relay: a client in one namespace, the server in another, the relay and the client's helper between.</summary>
[Trait("needs", "root")]
public sealed class WireGuardThroughTcpTests
{
    [Fact]
    public async Task Tunnel_WireGuardGoOnBothEnds_Pings()
    {
        await using var lab = await WireGuardLab.CreateAsync();
        await using var relay = await RelayLab.CreateAsync();
        relay.Relay.Serve(new Dictionary<string, IPEndPoint> { ["office"] = WireGuardLab.ServerEndpoint });
        var (stream, head) = await relay.RequestAsync();
        await using var closing = stream;
        Assert.StartsWith("HTTP/1.1 101 ", head);
        using var helper = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        helper.Bind(WireGuardLab.HelperEndpoint);
        using var ending = new CancellationTokenSource();
        var carrying = Task.WhenAll(
            ToServerAsync(helper, stream, lab, ending.Token),
            ToClientAsync(helper, stream, lab, ending.Token)
        );

        var (code, output) = await lab.PingAsync();

        await ending.CancelAsync();
        await carrying.ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext
        );
        Assert.True(code == 0, output);
        Assert.Contains(" 0% packet loss", output);
    }

    private static async Task ToServerAsync(Socket helper, SslStream stream, WireGuardLab lab, CancellationToken cancel)
    {
        var buffer = new byte[65535];
        while (true)
        {
            var got = await helper.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), cancel);
            lab.ClientEndpoint = (IPEndPoint)got.RemoteEndPoint;
            await stream.WriteAsync(RelayLab.Frame(buffer[..got.ReceivedBytes]), cancel);
        }
    }

    private static async Task ToClientAsync(Socket helper, SslStream stream, WireGuardLab lab, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            await helper.SendToAsync(await RelayLab.ReadDatagramAsync(stream), lab.ClientEndpoint!, cancel);
        }
    }
}
