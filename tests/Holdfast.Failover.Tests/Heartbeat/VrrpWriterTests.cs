using System.Net;
using Holdfast.Failover.Heartbeat;

namespace Holdfast.Failover.Tests.Heartbeat;

/// <summary>What must never be sent is a bug of the caller.</summary>
public sealed class VrrpWriterTests
{
    public static TheoryData<string> Mistakes => ["vrid", "interval", "long interval", "no address", "many", "family"];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Write_WhatIsNotVrrp_Throws(string mistake)
    {
        var good = Packets.Advertisement();
        var message = mistake switch
        {
            "vrid" => good with { Vrid = 0 },
            "interval" => good with { Centiseconds = 0 },
            "long interval" => good with { Centiseconds = 4096 },
            "no address" => good with { Addresses = [] },
            "many" => good with { Addresses = [.. Enumerable.Repeat(IPAddress.Loopback, 33)] },
            _ => good with { Addresses = [IPAddress.Parse("fe80::1")] },
        };

        Assert.ThrowsAny<ArgumentException>(() => Packets.Sent(message: message));
    }

    [Fact]
    public void Write_IPv6WithoutLinkLocalFirst_Throws()
    {
        var writer = new HeartbeatWriter(Packets.Policy(Packets.One), boot: 1);
        var message = Packets.Advertisement() with { Addresses = [IPAddress.Parse("2001:db8::1")] };

        Assert.Throws<ArgumentException>(() =>
            writer.Write(
                message,
                Packets.Active(),
                new PacketPath(Carrier.Multicast, new byte[16], new byte[16], path: 0),
                new byte[HeartbeatWriter.MaximumLength]
            )
        );
    }

    [Theory]
    [InlineData(AuthenticationMode.Off)]
    [InlineData(AuthenticationMode.ReceiveOnly)]
    public void Write_StatusOrUdpWithoutTrailer_Throws(AuthenticationMode mode)
    {
        var policy = Packets.Policy(Packets.One, mode);

        Assert.Throws<ArgumentException>(() => Packets.Sent(policy, Packets.StatusMessage()));
        Assert.Throws<ArgumentException>(() => Packets.Sent(policy, carrier: Carrier.Udp));
    }

    [Theory]
    [InlineData(AuthenticationMode.Off, 12)]
    [InlineData(AuthenticationMode.ReceiveOnly, 12)]
    [InlineData(AuthenticationMode.Permissive, 100)]
    [InlineData(AuthenticationMode.Enforce, 100)]
    public void Write_InEachMode_HasATrailerOrNot(AuthenticationMode mode, int length) =>
        Assert.Equal(length, Packets.Sent(Packets.Policy(Packets.One, mode)).Length);
}
