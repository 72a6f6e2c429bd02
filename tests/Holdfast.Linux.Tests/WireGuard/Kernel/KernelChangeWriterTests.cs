using System.Net;
using Holdfast.Linux.Netlink;
using Holdfast.Linux.WireGuard;
using Holdfast.Linux.WireGuard.Kernel;

namespace Holdfast.Linux.Tests.WireGuard.Kernel;

public sealed class KernelChangeWriterTests
{
    [Fact]
    public void Write_SmallChange_IsOneRequestThatReadsBack()
    {
        var change = new DeviceChange
        {
            PrivateKey = Keys.Public(9),
            ListenPort = 51820,
            FirewallMark = 7,
            Peers =
            [
                new PeerChange(Keys.Public(1))
                {
                    PresharedKey = Keys.Public(2),
                    Endpoint = IPEndPoint.Parse("[fe80::1%3]:9"),
                    Keepalive = 25,
                    AllowedIPs = [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("fd00::/64")],
                },
            ],
        };

        var state = ReadBack(Assert.Single(KernelChangeWriter.Write(30, 4, change)));

        Assert.Equal(Keys.Public(9), state.PrivateKey);
        Assert.Equal(51820, state.ListenPort);
        Assert.Equal(7u, state.FirewallMark);
        var peer = Assert.Single(state.Peers);
        Assert.Equal(Keys.Public(2), peer.PresharedKey);
        Assert.Equal(IPEndPoint.Parse("[fe80::1%3]:9"), peer.Endpoint);
        Assert.Equal(25, peer.Keepalive);
        Assert.Equal(change.Peers[0].AllowedIPs, peer.AllowedIPs);
    }

    [Fact]
    public void Write_ManyPeersAndAddresses_CutIntoRequestsThatHoldEverything()
    {
        var networks = Enumerable.Range(0, 3_000).Select(number => new IPNetwork(new IPAddress(number), 32)).ToList();
        var peers = Enumerable
            .Range(0, 2_000)
            .Select(number => new PeerChange(Keys.Public(number))
            {
                AllowedIPs = number == 700 ? networks : [IPNetwork.Parse("10.0.0.0/8")],
            })
            .ToList();

        var requests = KernelChangeWriter.Write(30, 4, new DeviceChange { Peers = peers });

        Assert.True(requests.Count > 5);
        Assert.All(requests, request => Assert.InRange(request.Length, 1, KernelChangeWriter.SoftLimit + 256));
        var reader = new KernelDeviceReader();
        Assert.All(requests, request => Assert.True(reader.TryAdd(Payload(request))));
        var read = reader.Build().Peers;
        Assert.Equal(peers.Select(peer => peer.PublicKey), read.Select(peer => peer.PublicKey));
        Assert.Equal(networks, read[700].AllowedIPs);
    }

    [Theory]
    [InlineData(false, false, false, 0u)]
    [InlineData(false, true, false, 4u)]
    [InlineData(false, false, true, 2u)]
    [InlineData(true, true, true, 1u)]
    public void Write_Peer_HasFlags(bool remove, bool updateOnly, bool addresses, uint expected)
    {
        var peer = new PeerChange(Keys.Public(1))
        {
            Remove = remove,
            UpdateOnly = updateOnly,
            AllowedIPs = addresses ? [] : null,
        };

        var request = Assert.Single(KernelChangeWriter.Write(30, 4, new DeviceChange { Peers = [peer] }));

        Assert.Equal(expected, FlagsOfFirstPeer(request));
    }

    [Fact]
    public void Write_PeerGoesOn_DoesNotReplaceTwice()
    {
        var networks = Enumerable.Range(0, 2_000).Select(number => new IPNetwork(new IPAddress(number), 32)).ToList();
        var peer = new PeerChange(Keys.Public(1)) { AllowedIPs = networks };

        var requests = KernelChangeWriter.Write(30, 4, new DeviceChange { Peers = [peer] });

        Assert.Equal(2u, FlagsOfFirstPeer(requests[0]));
        Assert.All(requests.Skip(1), request => Assert.Equal(4u, FlagsOfFirstPeer(request)));
    }

    private static DeviceState ReadBack(NetlinkRequest request)
    {
        var reader = new KernelDeviceReader();
        Assert.True(reader.TryAdd(Payload(request)));
        return reader.Build();
    }

    private static byte[] Payload(NetlinkRequest request)
    {
        var messages = new NetlinkMessageReader(request.Complete(1));
        Assert.True(messages.MoveNext());
        return messages.Current.Payload.ToArray();
    }

    private static uint FlagsOfFirstPeer(NetlinkRequest request)
    {
        var attributes = GenericNetlink.Attributes(Payload(request));
        while (attributes.MoveNext() && attributes.Current.Type != DeviceAttribute.Peers) { }

        var peers = attributes.Current.Nested;
        Assert.True(peers.MoveNext());
        var peer = peers.Current.Nested;
        while (peer.MoveNext() && peer.Current.Type != PeerAttribute.Flags) { }

        Assert.True(peer.Current.TryRead(out uint flags));
        return flags;
    }
}
