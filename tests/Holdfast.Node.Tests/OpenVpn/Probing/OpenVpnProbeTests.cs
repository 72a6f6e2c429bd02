using System.Net;
using System.Net.Sockets;
using Holdfast.Model.Profiles;
using Holdfast.Node.OpenVpn.Probing;

namespace Holdfast.Node.Tests.OpenVpn.Probing;

/// <summary>Against servers that do all but answer; a real one is asked in <c>NodeRunsTests</c>.</summary>
public sealed class OpenVpnProbeTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task Ask_NobodyAtTheUdpPort_IsNone()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var address = (IPEndPoint)socket.Client.LocalEndPoint!;
        socket.Close();

        Assert.Equal(ProbeAnswer.None, await AskAsync(address, Transport.Udp, Long));
    }

    [Fact]
    public async Task Ask_NobodyAtTheTcpPort_IsNone()
    {
        var address = Listening(out var listener);
        listener.Dispose();

        Assert.Equal(ProbeAnswer.None, await AskAsync(address, Transport.Tcp, Long));
    }

    [Fact]
    public async Task Ask_UdpServerThatSaysNothing_IsNone()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));

        Assert.Equal(ProbeAnswer.None, await AskAsync((IPEndPoint)socket.Client.LocalEndPoint!, Transport.Udp, Short));
        Assert.Equal(ClientReset.MessageLength, socket.Available);
    }

    [Fact]
    public async Task Ask_TcpServerThatNeverAccepts_IsNone()
    {
        var address = Listening(out var listener);
        using var _ = listener;

        Assert.Equal(ProbeAnswer.None, await AskAsync(address, Transport.Tcp, Short));
    }

    [Fact]
    public async Task Ask_TcpServerThatHangsUp_IsClosed()
    {
        var address = Listening(out var listener);
        using var _ = listener;
        var asking = AskAsync(address, Transport.Tcp, Long);
        (await listener.AcceptSocketAsync()).Dispose();

        Assert.Equal(ProbeAnswer.Closed, await asking);
    }

    [Fact]
    public async Task Ask_TcpServerThatTalksNonsense_IsNone()
    {
        var address = Listening(out var listener);
        using var _ = listener;
        var asking = AskAsync(address, Transport.Tcp, Long);
        using var accepted = await listener.AcceptSocketAsync();
        await accepted.SendAsync(new byte[3 * ClientReset.LongestAnswer]);

        Assert.Equal(ProbeAnswer.None, await asking);
    }

    [Fact]
    public async Task Ask_UdpServerThatAnswersAnother_IsNone()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var asking = AskAsync((IPEndPoint)socket.Client.LocalEndPoint!, Transport.Udp, Short);
        var question = await socket.ReceiveAsync();
        await socket.SendAsync(Captured.UdpServer, question.RemoteEndPoint);

        Assert.Equal(ProbeAnswer.None, await asking);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task Ask_TcpServerThatAnswersInPieces_IsRight(int piece)
    {
        var address = Listening(out var listener);
        using var _ = listener;
        var asking = AskAsync(address, Transport.Tcp, Long);
        using var accepted = await listener.AcceptSocketAsync();
        accepted.NoDelay = true;
        var question = new byte[2 + ClientReset.MessageLength];
        await new NetworkStream(accepted).ReadExactlyAsync(question);
        var answer = AnswerTo(question.AsSpan(2));
        foreach (var part in ((byte[])[0, (byte)answer.Length, .. answer]).Chunk(piece))
        {
            await accepted.SendAsync(part);
        }

        Assert.Equal(ProbeAnswer.Right, await asking);
    }

    [Fact]
    public async Task Ask_Cancelled_Throws()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var ending = new CancellationTokenSource(Short);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            AskAsync((IPEndPoint)socket.Client.LocalEndPoint!, Transport.Udp, Long, ending.Token)
        );
    }

    [Fact]
    public async Task Ask_AddressThatCannotBeReached_SaysNothing() =>
        Assert.Equal(ProbeAnswer.NotAsked, await AskAsync(new(IPAddress.Broadcast, 1194), Transport.Udp, Short));

    private static Task<ProbeAnswer> AskAsync(
        IPEndPoint server,
        Transport transport,
        TimeSpan patience,
        CancellationToken cancel = default
    ) => new OpenVpnProbe(Captured.Seals, server, transport, TimeProvider.System).AskAsync(patience, cancel);

    private static IPEndPoint Listening(out TcpListener listener)
    {
        listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return (IPEndPoint)listener.LocalEndpoint;
    }

    /// <summary>As the server would, which reads nothing of the question but its session id.</summary>
    private static byte[] AnswerTo(ReadOnlySpan<byte> question)
    {
        byte[] header = [.. Captured.UdpServer.AsSpan(0, TlsCryptSeal.HeaderLength)];
        return Captured.Seals.FromServer.Seal(header, [1, 0, 0, 0, 0, .. question.Slice(1, 8), 0, 0, 0, 0]);
    }
}
