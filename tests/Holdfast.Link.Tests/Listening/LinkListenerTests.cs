using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using Holdfast.Link.Messages;
using Holdfast.Link.Tests.Fixtures;
using Holdfast.Testing.Waiting;

namespace Holdfast.Link.Tests.Listening;

public sealed class LinkListenerTests
{
    private readonly TestPortal _portal = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(LinkPaths.Link)]
    [InlineData("/")]
    [InlineData("/metrics")]
    public async Task Request_WithoutCertificate_OnlyEnrolmentIsServed(string path)
    {
        await using var node = await TestNode.StartAsync();
        node.NewCode();
        Assert.Null(await Raw.OpenAsync(node, path));
    }

    [Fact]
    public async Task Request_NoCertificateAndNoCode_NotServed()
    {
        await using var node = await TestNode.StartEnrolledAsync(_portal);
        Assert.Null(await Raw.OpenAsync(node, LinkPaths.Enrolment));
    }

    [Fact]
    public async Task Link_FirstMessageIsNoHello_Closed()
    {
        await using var node = await TestNode.StartEnrolledAsync(_portal);
        using var socket = (await Raw.OpenAsync(node, LinkPaths.Link, _portal))!;
        await socket.SayAsync("""{"type":"goodbye","reason":"too early"}""");
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await socket.CloseStatusAsync());
    }

    [Fact]
    public async Task Connection_SaysNothing_ClosedAfterTheArrivalTimeout()
    {
        await using var node = await TestNode.StartEnrolledAsync(
            _portal,
            options => options with { ArrivalTimeout = TimeSpan.FromMilliseconds(300) }
        );
        using var socket = await ConnectAsync(node);
        Assert.Equal(0, await ReadAsync(socket));
    }

    [Fact]
    public async Task Connection_TooManyArrive_TurnedAwayUntilOneLeaves()
    {
        await using var node = await TestNode.StartEnrolledAsync(
            _portal,
            options => options with { MaximumArriving = 1 }
        );
        var first = await ConnectAsync(node);
        await Eventually.TrueAsync("the first has arrived", () => node.Listener.Arriving == 1);
        using var second = await ConnectAsync(node);
        Assert.Equal(0, await ReadAsync(second));
        first.Dispose();
        await Eventually.TrueAsync("the first has left", () => node.Listener.Arriving == 0);
        var dialled = await _portal.Dialer.DialAsync(node.Address, TestNode.Id, Cancel);
        Assert.Empty(dialled.Problems);
        await dialled.Value!.DisposeAsync();
    }

    [Fact]
    public async Task Connection_OlderTls_Refused()
    {
        await using var node = await TestNode.StartEnrolledAsync(_portal);
        using var socket = await ConnectAsync(node);
        await using var tls = new SslStream(new NetworkStream(socket), false, (_, shown, _, _) => shown is not null);
        var old = new SslClientAuthenticationOptions { TargetHost = "node", EnabledSslProtocols = SslProtocols.Tls12 };
        await Assert.ThrowsAnyAsync<Exception>(() => tls.AuthenticateAsClientAsync(old, Cancel));
    }

    [Fact]
    public async Task Link_HandlerFails_LinkEndsAndTheNextOneIsServed()
    {
        await using var node = await TestNode.StartEnrolledAsync(_portal);
        node.Serve = (_, _) => throw new InvalidOperationException("a bug");
        var dialled = await _portal.Dialer.DialAsync(node.Address, TestNode.Id, Cancel);
        Assert.IsType<Goodbye>(await dialled.Value!.Channel.ReceiveOneAsync(Cancel));
        Assert.Null(await dialled.Value!.Channel.ReceiveOneAsync(Cancel));
        await dialled.Value!.DisposeAsync();
        Assert.Contains(node.Log.Lines, line => line.Contains("a bug", StringComparison.Ordinal));
        node.Serve = (channel, cancel) => channel.SendAsync(new Goodbye("served"), cancel);
        var again = await _portal.Dialer.DialAsync(node.Address, TestNode.Id, Cancel);
        Assert.Equal(new Goodbye("served"), await again.Value!.Channel.ReceiveOneAsync(Cancel));
        await again.Value!.DisposeAsync();
    }

    [Fact]
    public async Task ListenLink_SocketOfADeadProcess_ReplacedAndReachableByOthers()
    {
        await using var node = await TestNode.StartAsync(unix: true, before: BindAndDie);
        var mode = File.GetUnixFileMode(node.Address.Path!);
        Assert.Equal(UnixFileMode.OtherRead | UnixFileMode.OtherWrite, mode & (UnixFileMode)7);
        Assert.True((await _portal.Enrolment.EnrolAsync(node.NewCode(), TestNode.Id, Cancel)).Succeeded);
    }

    [Fact]
    public void ListenLink_SocketOfALivingProcess_Kept()
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "live.sock");
        using var living = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        living.Bind(new UnixDomainSocketEndPoint(path));
        living.Listen();
        Link.Listening.LinkSocket.RemoveStale(path);
        Assert.True(File.Exists(path));
    }

    private static void BindAndDie(string path)
    {
        using var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        dead.Bind(new UnixDomainSocketEndPoint(path));
    }

    private static async Task<Socket> ConnectAsync(TestNode node)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(node.Address.EndPoint, Cancel);
        return socket;
    }

    /// <summary>0 at the end, also when the end is a reset.</summary>
    private static async Task<int> ReadAsync(Socket socket)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[100], Cancel).AsTask().WaitAsync(Eventually.Patience, Cancel);
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
