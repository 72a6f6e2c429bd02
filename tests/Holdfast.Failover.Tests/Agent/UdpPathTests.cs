using System.Net;
using System.Net.Sockets;
using Holdfast.Failover.Agent;
using Holdfast.Linux.Polling;

namespace Holdfast.Failover.Tests.Agent;

public sealed class UdpPathTests
{
    private static readonly IPAddress Loopback = IPAddress.Loopback;

    [Fact]
    public void TrySend_ToTheOther_IsHeardAsItWasSent()
    {
        using var one = UdpPath.Open(new IPEndPoint(Loopback, 0), [Loopback]);
        using var stranger = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        stranger.Bind(new IPEndPoint(Loopback, 0));

        stranger.SendTo([1, 2, 3], one.LocalEndPoint);

        Assert.True(new Readiness([one]).Wait(TimeSpan.FromMinutes(1)));
        Assert.True(one.TryReceive(out var packet));
        Assert.Equal([1, 2, 3], packet.Payload.ToArray());
        Assert.Equal(Loopback, new IPAddress(packet.Source));
        Assert.Equal(Loopback, new IPAddress(packet.Destination));
        Assert.False(one.TryReceive(out _));
    }

    /// <summary>It would be readable for ever.</summary>
    [Fact]
    public void TryReceive_EmptyDatagram_IsTaken()
    {
        using var one = UdpPath.Open(new IPEndPoint(Loopback, 0), [Loopback]);
        using var stranger = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

        stranger.SendTo([], one.LocalEndPoint);

        Assert.True(new Readiness([one]).Wait(TimeSpan.FromMinutes(1)));
        Assert.True(one.TryReceive(out var packet));
        Assert.Equal(0, packet.Payload.Length);
        Assert.False(new Readiness([one]).Wait(TimeSpan.Zero));
    }

    [Fact]
    public void TrySend_NobodyThere_IsNoFailure()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        taken.Bind(new IPEndPoint(Loopback, 0));
        var port = ((IPEndPoint)taken.LocalEndPoint!).Port;
        taken.Dispose();
        using var one = UdpPath.Open(new IPEndPoint(Loopback, 0), [Loopback], port);

        for (var i = 0; i < 10; i++)
        {
            one.TrySend([1], Loopback);
            Assert.False(one.TryReceive(out _));
        }
    }

    [Fact]
    public void Open_AddressOfAnother_Throws() =>
        Assert.Throws<SocketException>(() => UdpPath.Open(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 0), []));
}
