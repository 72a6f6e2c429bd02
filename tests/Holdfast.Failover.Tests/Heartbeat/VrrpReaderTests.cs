using System.Net;
using Holdfast.Failover.Heartbeat;

namespace Holdfast.Failover.Tests.Heartbeat;

/// <summary>RFC 9568 section 7.1: what is discarded. Each begins with a good packet without trailer.</summary>
public sealed class VrrpReaderTests
{
    private const string Good = "3133640100645fb60a4d0064";

    [Fact]
    public void Read_GoodPacket_IsAccepted() => Assert.Equal(HeartbeatRefusal.None, Refusal(Good));

    [Theory]
    [InlineData("", HeartbeatRefusal.TooShort)]
    [InlineData("31336401006400", HeartbeatRefusal.TooShort)]
    [InlineData("3133640100645fb6", HeartbeatRefusal.TooShort)]
    [InlineData("3133640100645fb60a4d00", HeartbeatRefusal.TooShort)]
    [InlineData("3133640200645fb60a4d0064", HeartbeatRefusal.TooShort)]
    [InlineData("2133640100645fb60a4d0064", HeartbeatRefusal.Version)]
    [InlineData("4133640100645fb60a4d0064", HeartbeatRefusal.Version)]
    [InlineData("3033640100645fb60a4d0064", HeartbeatRefusal.UnknownType)]
    [InlineData("3333640100645fb60a4d0064", HeartbeatRefusal.UnknownType)]
    [InlineData("3134640100645fb60a4d0064", HeartbeatRefusal.OtherVrid)]
    [InlineData("3133640000645fb60a4d0064", HeartbeatRefusal.NoAddress)]
    [InlineData("3133640100005fb60a4d0064", HeartbeatRefusal.NoInterval)]
    [InlineData("313364010000f0000a4d0064", HeartbeatRefusal.NoInterval)]
    [InlineData("3133640100645fb70a4d0064", HeartbeatRefusal.Checksum)]
    [InlineData("3133640100645fb60a4d0065", HeartbeatRefusal.Checksum)]
    [InlineData("3133640100640000" + "0a4d0064", HeartbeatRefusal.Checksum)]
    public void Read_BadPacket_IsRefused(string packet, HeartbeatRefusal refusal) =>
        Assert.Equal(refusal, Refusal(packet));

    [Theory]
    [InlineData(51, HeartbeatRefusal.Carp)]
    [InlineData(52, HeartbeatRefusal.OtherVrid)]
    public void Read_Carp_IsNotTakenForVrrp(byte host, HeartbeatRefusal refusal)
    {
        var carp = new byte[36];
        (carp[0], carp[1], carp[3], carp[5]) = (0x21, host, 7, 1);

        Assert.Equal(refusal, Packets.Refusal(carp, AuthenticationMode.Off));
    }

    [Fact]
    public void Read_CarpOfAnotherLength_IsAnotherVersion() =>
        Assert.Equal(
            HeartbeatRefusal.Version,
            Packets.Refusal([0x21, 51, 0, 7, .. new byte[33]], AuthenticationMode.Off)
        );

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(254)]
    public void Read_MulticastThatWasForwarded_IsRefused(int hopLimit) =>
        Assert.Equal(
            HeartbeatRefusal.HopLimit,
            Packets.Refusal(Convert.FromHexString(Good), AuthenticationMode.Off, hopLimit: hopLimit)
        );

    [Fact]
    public void Read_LongerThanAnyMessage_IsRefused() =>
        Assert.Equal(HeartbeatRefusal.TooLong, Packets.Refusal(new byte[5000], AuthenticationMode.Off));

    [Fact]
    public void Read_ReservedBits_AreIgnored() =>
        // RFC 9568 section 5.2.6: ignored when received; the checksum covers them.
        Assert.Equal(HeartbeatRefusal.None, Refusal("31336401f0646fb5" + "0a4d0064"));

    [Fact]
    public void Read_BytesBehindTheMessage_AreNoPartOfIt() =>
        Assert.Equal(HeartbeatRefusal.None, Refusal(Good + "0102030405"));

    [Fact]
    public void Read_UnicastFromAStranger_IsRefused()
    {
        var packet = Convert.FromHexString(Good);
        var path = new PacketPath(Carrier.Unicast, [192, 0, 2, 9], Packets.Second, path: 0);

        var read = Packets.Reader(AuthenticationMode.Off).Read(packet, path, hopLimit: 64);

        Assert.Equal(HeartbeatRefusal.UnknownSource, read.Refusal);
    }

    [Fact]
    public void Read_255Addresses_AreAllRead()
    {
        var packet = new byte[8 + (255 * 4)];
        (packet[0], packet[1], packet[2], packet[3], packet[5]) = (0x31, 51, 100, 255, 100);
        var sum = ~(0x3133 + 0x64ff + 0x0064) & 0xffff;
        (packet[6], packet[7]) = ((byte)(sum >> 8), (byte)sum);

        var read = Packets.Reader(AuthenticationMode.Off).Read(packet, Packets.FromFirst(), hopLimit: 255);

        Assert.Equal(255, read.Heartbeat?.Message.Addresses.Count);
        Assert.All(read.Heartbeat!.Message.Addresses, address => Assert.Equal(IPAddress.Any, address));
    }

    private static HeartbeatRefusal Refusal(string hex) =>
        Packets.Refusal(Convert.FromHexString(hex), AuthenticationMode.Off);
}
