using System.Net;
using Holdfast.Failover.Heartbeat;

namespace Holdfast.Failover.Tests.Heartbeat;

/// <summary>What keepalived 2.2.7 and ucarp 1.5.2 sent on Debian 12.</summary>
public sealed class CapturedPacketTests
{
    [Theory]
    [InlineData("31336401001475280a4d0064", "224.0.0.18", 100)]
    [InlineData("313300010014d9280a4d0064", "224.0.0.18", 0)]
    [InlineData("3133640100144aed0a4d0064", "10.77.0.1", 100)]
    [InlineData("313300010014aeed0a4d0064", "10.77.0.1", 0)]
    public void Read_KeepalivedIPv4_IsAccepted(string packet, string destination, byte priority)
    {
        var read = Read(packet, "10.77.0.2", destination);

        Assert.True(read.Accepted, $"{read.Refusal}");
        Assert.Equal((priority, 20), (read.Heartbeat.Message.Priority, read.Heartbeat.Message.Centiseconds));
    }

    [Theory]
    [InlineData("313364020014a19dfe80000000000000000000000000010020010db8000000000000000000000100", 100)]
    [InlineData("313300020014059efe80000000000000000000000000010020010db8000000000000000000000100", 0)]
    public void Read_KeepalivedIPv6_IsAccepted(string packet, byte priority)
    {
        var read = Read(packet, "fe80::1833:5bff:fe8a:29f3", "ff02::12");

        Assert.True(read.Accepted, $"{read.Refusal}");
        Assert.Equal(priority, read.Heartbeat.Message.Priority);
        Assert.Equal(
            [IPAddress.Parse("fe80::100"), IPAddress.Parse("2001:db8::100")],
            read.Heartbeat.Message.Addresses
        );
    }

    [Theory]
    [InlineData("213300070001eb9d58bcfd95cee16ed8bc34c967ffa7e71575f174a209f8a50cf42764ff")]
    [InlineData("2133000700019b0c76b4014c95d59182866459d756129a78efdceee166d2af42152cc998")]
    public void Read_Ucarp_IsCarp(string packet) =>
        Assert.Equal(HeartbeatRefusal.Carp, Read(packet, "10.77.0.2", "224.0.0.18").Refusal);

    /// <summary>Byte for byte what keepalived sends in our place.</summary>
    [Fact]
    public void Write_WithThePseudoHeader_IsWhatKeepalivedSends()
    {
        var policy = Packets.Policy(Packets.Two, AuthenticationMode.Off) with { Checksum = ChecksumKind.PseudoHeader };
        var message = Packets.Advertisement() with { Centiseconds = 20 };
        var path = new PacketPath(Carrier.Multicast, Packets.Second, Packets.Multicast, path: 0);
        var buffer = new byte[HeartbeatWriter.MaximumLength];

        var length = new HeartbeatWriter(policy, boot: 1).Write(message, Packets.Active(), path, buffer);

        Assert.Equal("31336401001475280a4d0064", Convert.ToHexStringLower(buffer.AsSpan(0, length)));
    }

    private static HeartbeatReading Read(string packet, string source, string destination)
    {
        var carrier = destination is "224.0.0.18" or "ff02::12" ? Carrier.Multicast : Carrier.Unicast;
        var path = new PacketPath(
            carrier,
            IPAddress.Parse(source).GetAddressBytes(),
            IPAddress.Parse(destination).GetAddressBytes(),
            path: 0
        );
        return Packets.Reader(AuthenticationMode.Off).Read(Convert.FromHexString(packet), path, hopLimit: 255);
    }
}
