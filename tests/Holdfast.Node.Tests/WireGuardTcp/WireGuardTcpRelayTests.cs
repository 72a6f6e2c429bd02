using System.Net;
using System.Security.Authentication;
using Holdfast.Node.Tests.Lab;
using Holdfast.Node.WireGuardTcp;
using Holdfast.Testing.Waiting;

namespace Holdfast.Node.Tests.WireGuardTcp;

public sealed class WireGuardTcpRelayTests
{
    [Fact]
    public async Task Request_Upgrade_IsSwitchedWithBothHeaders()
    {
        await using var lab = await RelayLab.CreateAsync();
        var (stream, head) = await lab.RequestAsync();
        await using var closing = stream;
        Assert.StartsWith("HTTP/1.1 101 Switching Protocols\r\n", head);
        Assert.Contains("\r\nUpgrade: UoTLV/1\r\n", head);
        Assert.Contains("\r\nConnection: Upgrade\r\n", head);
    }

    [Fact]
    public async Task Tunnel_DatagramsBothWays_Arrive()
    {
        await using var lab = await RelayLab.CreateAsync();
        var (stream, _) = await lab.RequestAsync();
        await using var closing = stream;
        await stream.WriteAsync((byte[])[.. RelayLab.Frame([]), .. RelayLab.Frame([1, 2, 3]), .. RelayLab.Frame([4])]);
        var (first, from) = await lab.ReceiveAsync();
        Assert.Equal([1, 2, 3], first);
        Assert.Equal([4], (await lab.ReceiveAsync()).Datagram);

        await lab.WireGuard.SendToAsync((byte[])[7, 8], from);
        await lab.WireGuard.SendToAsync((byte[])[9], from);
        Assert.Equal([7, 8], await RelayLab.ReadDatagramAsync(stream));
        Assert.Equal([9], await RelayLab.ReadDatagramAsync(stream));
        Assert.Equal(IPAddress.Loopback, lab.Relay.ClientBehind((IPEndPoint)from)!.Address);
        Assert.Null(lab.Relay.ClientBehind(new(IPAddress.Loopback, 1)));
    }

    [Fact]
    public async Task Tunnel_FramesCutAnywhere_AreWholeDatagrams()
    {
        await using var lab = await RelayLab.CreateAsync();
        var (stream, _) = await lab.RequestAsync();
        await using var closing = stream;
        var big = new byte[9000];
        Random(big);
        foreach (var piece in ((byte[])[.. RelayLab.Frame(big), .. RelayLab.Frame([5])]).Chunk(1000))
        {
            await stream.WriteAsync(piece);
            await stream.FlushAsync();
        }

        Assert.Equal(big, (await lab.ReceiveAsync()).Datagram);
        Assert.Equal([5], (await lab.ReceiveAsync()).Datagram);
    }

    [Fact]
    public async Task Tunnel_TwoClients_HaveASocketEach()
    {
        await using var lab = await RelayLab.CreateAsync();
        var (one, _) = await lab.RequestAsync();
        var (two, _) = await lab.RequestAsync();
        await using var closing = one;
        await using var closingToo = two;
        await one.WriteAsync(RelayLab.Frame([1]));
        var first = await lab.ReceiveAsync();
        await two.WriteAsync(RelayLab.Frame([2]));
        var second = await lab.ReceiveAsync();
        await lab.WireGuard.SendToAsync((byte[])[20], second.From);
        await lab.WireGuard.SendToAsync((byte[])[10], first.From);
        Assert.Equal([10], await RelayLab.ReadDatagramAsync(one));
        Assert.Equal([20], await RelayLab.ReadDatagramAsync(two));
    }

    [Theory]
    [InlineData("GET /proxyguard/office HTTP/1.1", "", "426")]
    [InlineData("GET /proxyguard/office HTTP/1.1", "Connection: Upgrade\r\nUpgrade: websocket\r\n", "426")]
    [InlineData("GET /proxyguard/office HTTP/1.1", "Connection: Upgrade\r\nUpgrade: UoTLV/2\r\n", "426")]
    [InlineData("GET /proxyguard/office HTTP/1.1", "Upgrade: UoTLV/1\r\n", "426")]
    [InlineData("GET /proxyguard/office HTTP/1.0", "Connection: Upgrade\r\nUpgrade: UoTLV/1\r\n", "426")]
    [InlineData("GET /proxyguard/other HTTP/1.1", "Connection: Upgrade\r\nUpgrade: UoTLV/1\r\n", "404")]
    [InlineData("GET /proxyguard/OFFICE HTTP/1.1", "Connection: Upgrade\r\nUpgrade: UoTLV/1\r\n", "404")]
    [InlineData("GET /proxyguard HTTP/1.1", "Connection: Upgrade\r\nUpgrade: UoTLV/1\r\n", "404")]
    [InlineData("GET / HTTP/1.1", "", "404")]
    [InlineData("POST /proxyguard/office HTTP/1.1", "Content-Length: 0\r\n", "405")]
    [InlineData(
        "PUT /proxyguard/office HTTP/1.1",
        "Connection: Upgrade\r\nUpgrade: UoTLV/1\r\nContent-Length: 0\r\n",
        "405"
    )]
    [InlineData("GET /proxyguard/office HTTP/9.9", "", "505")]
    [InlineData("nonsense", "", "400")]
    public async Task Request_NotAsTheProtocolSays_GetsAClearError(string line, string headers, string status)
    {
        await using var lab = await RelayLab.CreateAsync();
        var (stream, head) = await lab.RequestAsync(line, headers);
        await using var closing = stream;
        Assert.StartsWith($"HTTP/1.1 {status} ", head);
        Assert.Equal(0, lab.Relay.Count);
    }

    [Fact]
    public async Task Request_WrongProtocol_IsToldTheRightOne()
    {
        await using var lab = await RelayLab.CreateAsync();
        var (stream, head) = await lab.RequestAsync(headers: "");
        await using var closing = stream;
        Assert.Contains("\r\nUpgrade: UoTLV/1\r\n", head);
        Assert.Contains("application/problem+json", head);
    }

    [Fact]
    public async Task Request_MoreThanOneAddressMayHave_IsBusyUntilOneLeaves()
    {
        await using var lab = await RelayLab.CreateAsync(new() { MaximumConnectionsPerAddress = 1 });
        var (first, _) = await lab.RequestAsync();
        var (refused, head) = await lab.RequestAsync();
        await using var closing = refused;
        Assert.StartsWith("HTTP/1.1 503 ", head);
        Assert.Contains("\r\nRetry-After: 30\r\n", head);
        await first.DisposeAsync();
        await GoneAsync(lab);
        var (next, again) = await lab.RequestAsync();
        await using var closingToo = next;
        Assert.StartsWith("HTTP/1.1 101 ", again);
    }

    [Fact]
    public async Task Tunnel_ClientSaysNothing_IsClosedAfterItsTime()
    {
        await using var lab = await RelayLab.CreateAsync(new() { IdleTimeout = TimeSpan.FromMilliseconds(300) });
        var (stream, _) = await lab.RequestAsync();
        await using var closing = stream;
        Assert.True(await EndsAsync(stream));
        await GoneAsync(lab);
    }

    [Fact]
    public async Task Tunnel_ClientClosesHalf_EndsBothWays()
    {
        await using var lab = await RelayLab.CreateAsync();
        var (stream, _) = await lab.RequestAsync();
        await using var closing = stream;
        await stream.WriteAsync(RelayLab.Frame([1]));
        await lab.ReceiveAsync();
        await stream.ShutdownAsync();
        Assert.True(await EndsAsync(stream));
        await GoneAsync(lab);
    }

    [Fact]
    public async Task Tunnel_WireGuardIsAwayForAWhile_GoesOn()
    {
        await using var lab = await RelayLab.CreateAsync();
        var (stream, _) = await lab.RequestAsync();
        await using var closing = stream;
        var port = (IPEndPoint)lab.WireGuard.LocalEndPoint!;
        lab.WireGuard.Close();
        for (var i = 0; i < 20; i++)
        {
            await stream.WriteAsync(RelayLab.Frame([1]));
        }

        using var back = new System.Net.Sockets.UdpClient(port);
        var received = back.ReceiveAsync();
        while (!received.IsCompleted)
        {
            await stream.WriteAsync(RelayLab.Frame([2]));
            await Task.WhenAny(received, Task.Delay(20));
        }

        await back.SendAsync((byte[])[3], (await received).RemoteEndPoint);
        Assert.Equal([3], await RelayLab.ReadDatagramAsync(stream));
    }

    [Fact]
    public async Task Serve_ProfileIsNoMore_DisconnectsItsClients()
    {
        await using var lab = await RelayLab.CreateAsync();
        var (stream, _) = await lab.RequestAsync();
        await using var closing = stream;
        lab.ServeOffice();
        await stream.WriteAsync(RelayLab.Frame([1]));
        await lab.ReceiveAsync();
        lab.Relay.Serve(new Dictionary<string, IPEndPoint>());
        Assert.True(await EndsAsync(stream));
    }

    [Fact]
    public async Task Tunnel_ClientDoesNotRead_HoldsUpNobodyElse()
    {
        await using var lab = await RelayLab.CreateAsync();
        var (stuck, _) = await lab.RequestAsync();
        var (fine, _) = await lab.RequestAsync();
        await using var closing = stuck;
        await using var closingToo = fine;
        await stuck.WriteAsync(RelayLab.Frame([1]));
        var toStuck = (await lab.ReceiveAsync()).From;
        for (var i = 0; i < 2000; i++)
        {
            await lab.WireGuard.SendToAsync(new byte[8000], toStuck);
        }

        await fine.WriteAsync(RelayLab.Frame([2]));
        var toFine = (await lab.ReceiveAsync()).From;
        await lab.WireGuard.SendToAsync((byte[])[3], toFine);
        Assert.Equal([3], await RelayLab.ReadDatagramAsync(fine));
    }

    [Fact]
    public async Task Connect_Tls12_IsRefused()
    {
        await using var lab = await RelayLab.CreateAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => lab.ConnectAsync(SslProtocols.Tls12));
    }

    [Fact]
    public async Task Start_PortInUse_IsAProblem()
    {
        await using var lab = await RelayLab.CreateAsync();
        var started = await WireGuardTcpListener.StartAsync(
            new() { Listen = new(IPAddress.Loopback, lab.Port) },
            lab.Relay,
            () => null,
            Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance,
            CancellationToken.None
        );
        Assert.Equal("HF-1654", Assert.Single(started.Problems).Id);
    }

    private static Task GoneAsync(RelayLab lab) =>
        Eventually.TrueAsync("the connection is still counted", () => lab.Relay.Count == 0);

    private static async Task<bool> EndsAsync(Stream stream)
    {
        using var deadline = new CancellationTokenSource(Eventually.Patience);
        try
        {
            return await stream.ReadAsync(new byte[1], deadline.Token) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static void Random(byte[] bytes) => new Random(1).NextBytes(bytes);
}
