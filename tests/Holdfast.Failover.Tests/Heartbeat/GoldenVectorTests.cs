using System.Net;
using Holdfast.Failover.Heartbeat;

namespace Holdfast.Failover.Tests.Heartbeat;

/// <summary>VRID 51, priority 100, 100 centiseconds; captured from keepalived and computed by hand from the RFCs.</summary>
public sealed class GoldenVectorTests
{
    private static readonly byte[] LinkLocal = IPAddress.Parse("fe80::1").GetAddressBytes();
    private static readonly byte[] AllRouters = IPAddress.Parse("ff02::12").GetAddressBytes();

    [Theory]
    [InlineData(ChecksumKind.Message, false, "3133640100645fb60a4d0064")]
    [InlineData(ChecksumKind.PseudoHeader, false, "31336401006474d90a4d0064")]
    [InlineData(ChecksumKind.PseudoHeader, true, "3133640100644a9d0a4d0064")]
    [InlineData(ChecksumKind.MulticastPseudoHeader, true, "31336401006474d90a4d0064")]
    public void IPv4_EachVariant_IsWrittenAndRead(ChecksumKind kind, bool unicast, string expected)
    {
        var carrier = unicast ? Carrier.Unicast : Carrier.Multicast;
        var policy = Packets.Policy(Packets.One, AuthenticationMode.Off) with { Checksum = kind };

        var packet = Packets.Sent(policy, carrier: carrier);

        Assert.Equal(expected, Convert.ToHexStringLower(packet));
        var read = Packets.Reader(AuthenticationMode.Off).Read(packet, Packets.FromFirst(carrier), hopLimit: 255);
        Assert.True(read.Accepted, $"{read.Refusal}");
        Assert.Equal(
            (51, 100, 100),
            (read.Heartbeat.Message.Vrid, read.Heartbeat.Message.Priority, read.Heartbeat.Message.Centiseconds)
        );
        Assert.Equal([IPAddress.Parse("10.77.0.100")], read.Heartbeat.Message.Addresses);
        Assert.Null(read.Heartbeat.Status);
    }

    [Fact]
    public void IPv6_WithTwoAddresses_IsWrittenAndRead()
    {
        IPAddress[] addresses = [IPAddress.Parse("fe80::100"), IPAddress.Parse("2001:db8::100")];
        var message = new VrrpMessage(VrrpKind.Advertisement, 51, 100, 100, addresses);
        var path = new PacketPath(Carrier.Multicast, LinkLocal, AllRouters, path: 0);
        var buffer = new byte[HeartbeatWriter.MaximumLength];

        var length = new HeartbeatWriter(Packets.Policy(Packets.One, AuthenticationMode.Off), boot: 1).Write(
            message,
            Packets.Active(),
            path,
            buffer
        );

        Assert.Equal(40, length);
        Assert.Equal("3133640200643dfd", Convert.ToHexStringLower(buffer.AsSpan(0, 8)));
        var read = Packets.Reader(AuthenticationMode.Off).Read(buffer.AsSpan(0, length), path, hopLimit: 255);
        Assert.True(read.Accepted, $"{read.Refusal}");
        Assert.Equal(addresses, read.Heartbeat.Message.Addresses);
    }

    [Fact]
    public void IPv6_WithoutPseudoHeader_IsRefused()
    {
        var packet = Convert.FromHexString("313364010064" + "0000" + "fe800000000000000000000000000100");
        var sum = ~(0x3133 + 0x6401 + 0x0064 + 0xfe80 + 0x0100) & 0xffff;
        (packet[6], packet[7]) = ((byte)(sum >> 8), (byte)(sum - 1));

        var read = Packets
            .Reader(AuthenticationMode.Off)
            .Read(packet, new PacketPath(Carrier.Multicast, LinkLocal, AllRouters, path: 0), hopLimit: 255);

        Assert.Equal(HeartbeatRefusal.Checksum, read.Refusal);
    }
}
