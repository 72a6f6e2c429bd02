using System.Net;
using Holdfast.Linux.WireGuard.Kernel;
using static Holdfast.Linux.Tests.Netlink.NetlinkBytes;

namespace Holdfast.Linux.Tests.WireGuard.Kernel;

public sealed class KernelDeviceReaderTests
{
    private static readonly byte[] Header = [0, 1, 0, 0];
    private static readonly byte[] EndpointIPv4 = [2, 0, 0xca, 0x6c, 192, 0, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0];

    [Fact]
    public void TryAdd_DeviceWithPeer_IsRead()
    {
        var reader = new KernelDeviceReader();
        byte[] payload =
        [
            .. Header,
            .. Attribute(3, Keys.Public(9).Bytes.ToArray()),
            .. Attribute(6, (ushort)51820),
            .. Attribute(7, 5u),
            .. Nest(8, WholePeer()),
        ];

        Assert.True(reader.TryAdd(payload));

        var state = reader.Build();
        Assert.Equal(Keys.Public(9), state.PrivateKey);
        Assert.Equal(51820, state.ListenPort);
        Assert.Equal(5u, state.FirewallMark);
        var peer = Assert.Single(state.Peers);
        Assert.Equal(Keys.Public(1), peer.PublicKey);
        Assert.Null(peer.PresharedKey);
        Assert.Equal(IPEndPoint.Parse("192.0.2.1:51820"), peer.Endpoint);
        Assert.Equal(25, peer.Keepalive);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000).AddTicks(5), peer.LastHandshake);
        Assert.Equal((11L, 12L), (peer.Received, peer.Sent));
        Assert.Equal([IPNetwork.Parse("10.0.0.0/8")], peer.AllowedIPs);
    }

    [Fact]
    public void TryAdd_PeerGoesOnInNextMessage_IsOnePeer()
    {
        var reader = new KernelDeviceReader();

        Assert.True(reader.TryAdd([.. Header, .. Nest(8, Peer(1, AllowedIP(10, 1)), Peer(2, AllowedIP(10, 2)))]));
        Assert.True(reader.TryAdd([.. Header, .. Nest(8, Peer(2, AllowedIP(10, 3)), Peer(3))]));

        var peers = reader.Build().Peers;
        Assert.Equal([Keys.Public(1), Keys.Public(2), Keys.Public(3)], peers.Select(peer => peer.PublicKey));
        Assert.Equal([1, 2, 0], peers.Select(peer => peer.AllowedIPs.Count));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void TryAdd_ShorterThanHeader_IsRefused(int length) =>
        Assert.False(new KernelDeviceReader().TryAdd(Header.AsSpan(0, length)));

    [Theory]
    [MemberData(nameof(Malformed))]
    public void TryAdd_Malformed_IsRefused(string what, byte[] attributes)
    {
        var reader = new KernelDeviceReader();

        Assert.False(reader.TryAdd([.. Header, .. attributes]), what);

        _ = reader.Build();
    }

    public static TheoryData<string, byte[]> Malformed()
    {
        var key = Attribute(1, Keys.Public(1).Bytes.ToArray());
        return new TheoryData<string, byte[]>
        {
            { "short private key", Attribute(3, new byte[31]) },
            { "long private key", Attribute(3, new byte[33]) },
            { "port of one byte", Attribute(6, [1]) },
            { "mark of two bytes", Attribute(7, [1, 2]) },
            { "attribute longer than the message", Attribute(6, [1, 2], length: 300) },
            { "peers of one byte", Nest(8, [1]) },
            { "empty peer", Nest(8, Nest(0)) },
            { "peer without key first", Nest(8, Nest(0, Attribute(5, (ushort)1), key)) },
            { "short key", Nest(8, Nest(0, Attribute(1, new byte[31]))) },
            { "short preshared key", Nest(8, Nest(0, key, Attribute(2, new byte[8]))) },
            { "keepalive of four bytes", Nest(8, Nest(0, key, Attribute(5, 25u))) },
            { "time of eight bytes", Nest(8, Nest(0, key, Attribute(6, 1L))) },
            { "negative counter", Nest(8, Nest(0, key, Attribute(7, -1L))) },
            { "counter of four bytes", Nest(8, Nest(0, key, Attribute(8, 1u))) },
            { "empty endpoint", Nest(8, Nest(0, key, Attribute(4, []))) },
            { "short endpoint", Nest(8, Nest(0, key, Attribute(4, EndpointIPv4[..15]))) },
            { "endpoint of no family", Nest(8, Nest(0, key, Attribute(4, new byte[16]))) },
            { "IPv6 endpoint of IPv4 length", Nest(8, Nest(0, key, Attribute(4, [10, 0, .. new byte[14]]))) },
            { "address without length", Nest(8, Nest(0, key, Nest(9, Nest(0, Attribute(2, new byte[4]))))) },
            { "length without address", Nest(8, Nest(0, key, Nest(9, Nest(0, Attribute(3, [8]))))) },
            { "address of five bytes", Nest(8, Nest(0, key, Nest(9, Ip(new byte[5], 8)))) },
            { "length too long", Nest(8, Nest(0, key, Nest(9, Ip(new byte[4], 33)))) },
            { "empty allowed IP", Nest(8, Nest(0, key, Nest(9, Nest(0)))) },
        };
    }

    [Fact]
    public void TryAdd_ChangedBytes_NeverThrows()
    {
        byte[] payload = [.. Header, .. Attribute(6, (ushort)51820), .. Nest(8, WholePeer(), Peer(2))];
        var random = new Random(3);
        for (var round = 0; round < 20_000; round++)
        {
            var changed = (byte[])payload.Clone();
            for (var change = random.Next(1, 5); change > 0; change--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            var reader = new KernelDeviceReader();
            reader.TryAdd(changed.AsSpan(0, random.Next(changed.Length + 1)));
            Assert.NotNull(reader.Build());
        }
    }

    private static byte[] WholePeer() =>
        Nest(
            0,
            Attribute(1, Keys.Public(1).Bytes.ToArray()),
            Attribute(2, new byte[32]),
            Attribute(4, EndpointIPv4),
            Attribute(5, (ushort)25),
            Attribute(6, [.. Number(1_700_000_000L), .. Number(500L)]),
            Attribute(7, 11L),
            Attribute(8, 12L),
            Nest(9, Ip([10, 0, 0, 0], 8)),
            Attribute(10, 1u)
        );

    private static byte[] Peer(int number, params byte[][] allowedIPs) =>
        Nest(0, Attribute(1, Keys.Public(number).Bytes.ToArray()), Nest(9, allowedIPs));

    private static byte[] AllowedIP(byte first, byte second) => Ip([first, second, 0, 0], 16);

    private static byte[] Ip(byte[] address, byte length) =>
        Nest(0, Attribute(1, (ushort)2), Attribute(2, address), Attribute(3, [length]));
}
