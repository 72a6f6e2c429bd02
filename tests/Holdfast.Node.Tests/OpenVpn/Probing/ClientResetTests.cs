using System.Buffers.Binary;
using Holdfast.Node.OpenVpn.Probing;

namespace Holdfast.Node.Tests.OpenVpn.Probing;

public sealed class ClientResetTests
{
    private const int Sealed = TlsCryptSeal.Overhead;

    private readonly ClientReset _reset = new(Captured.Seals, Captured.Session, Captured.Seconds);

    [Fact]
    public void Message_OfTheSameSession_IsThatOfOpenVpn() => Assert.Equal(Captured.UdpClient, _reset.Message);

    [Fact]
    public void Message_OfTheSameSessionOverTcp_IsThatOfOpenVpn() =>
        Assert.Equal(
            Captured.TcpClient,
            new ClientReset(Captured.Seals, Captured.TcpSession, Captured.TcpSeconds).Message
        );

    [Fact]
    public void IsAnswer_OfOpenVpn_Counts() => Assert.True(_reset.IsAnswer(Captured.UdpServer));

    [Fact]
    public void IsAnswer_OfOpenVpnOverTcp_Counts() =>
        Assert.True(
            new ClientReset(Captured.Seals, Captured.TcpSession, Captured.TcpSeconds).IsAnswer(Captured.TcpServer)
        );

    [Fact]
    public void IsAnswer_ToAnotherSession_DoesNot() => Assert.False(_reset.IsAnswer(Captured.TcpServer));

    [Fact]
    public void IsAnswer_OurOwnMessage_DoesNot() => Assert.False(_reset.IsAnswer(_reset.Message));

    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    [InlineData(128)]
    [InlineData(192)]
    public void IsAnswer_WithAnotherKey_DoesNotWhereItIsTheServers(int changed)
    {
        var key = Captured.Key.ToArray();
        key[changed] ^= 1;
        var reset = new ClientReset(ClientSeals.From(Captured.Text(key))!, Captured.Session, Captured.Seconds);

        Assert.Equal(changed >= 128, reset.IsAnswer(Captured.UdpServer));
        Assert.Equal(changed < 128, reset.Message.AsSpan().SequenceEqual(Captured.UdpClient));
    }

    [Fact]
    public void IsAnswer_CutOffAnywhere_DoesNot()
    {
        for (var length = 0; length < Captured.UdpServer.Length; length++)
        {
            Assert.False(_reset.IsAnswer(Captured.UdpServer.AsSpan(0, length)), $"{length} bytes");
        }
    }

    [Fact]
    public void IsAnswer_OneBitChangedAnywhere_DoesNot()
    {
        for (var bit = 0; bit < 8 * Captured.UdpServer.Length; bit++)
        {
            var packet = Captured.UdpServer.ToArray();
            packet[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(_reset.IsAnswer(packet), $"bit {bit}");
        }
    }

    [Fact]
    public void IsAnswer_BytesBehindIt_DoesNot() => Assert.False(_reset.IsAnswer([.. Captured.UdpServer, 0]));

    [Fact]
    public void IsAnswer_MoreIsSealedBehindIt_Counts() =>
        Assert.True(_reset.IsAnswer(Answer([0], Captured.Session, more: 7)));

    [Fact]
    public void IsAnswer_TooLong_DoesNot() =>
        Assert.False(_reset.IsAnswer(Answer([0], Captured.Session, more: ClientReset.LongestAnswer)));

    [Fact]
    public void IsAnswer_OursIsAmongEight_Counts() =>
        Assert.True(_reset.IsAnswer(Answer([7, 6, 5, 4, 3, 2, 1, 0], Captured.Session)));

    [Fact]
    public void IsAnswer_AcknowledgesNothing_DoesNot() => Assert.False(_reset.IsAnswer(Answer([], Captured.Session)));

    [Fact]
    public void IsAnswer_AcknowledgesAnotherPacket_DoesNot() =>
        Assert.False(_reset.IsAnswer(Answer([1], Captured.Session)));

    [Fact]
    public void IsAnswer_TooManyAcknowledgements_DoesNot() =>
        Assert.False(_reset.IsAnswer(Answer([0, 1, 2, 3, 4, 5, 6, 7, 8], Captured.Session)));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(13)]
    [InlineData(16)]
    public void IsAnswer_SealedAndTooShort_DoesNot(int length)
    {
        byte[] plain = [1, 0, 0, 0, 0, .. Captured.Session, 0, 0, 0, 0];

        Assert.False(_reset.IsAnswer(Packet(plain[..length])));
        Assert.True(_reset.IsAnswer(Packet(plain)));
    }

    [Theory]
    [InlineData(0x20)]
    [InlineData(0x28)]
    [InlineData(0x38)]
    [InlineData(0x41)]
    public void IsAnswer_AnotherKindOfPacket_DoesNot(byte kind) =>
        Assert.False(_reset.IsAnswer(Packet([1, 0, 0, 0, 0, .. Captured.Session, 0, 0, 0, 0], kind)));

    [Fact]
    public void IsAnswer_AnyBytes_DoNot()
    {
        var random = new Random(5);
        for (var i = 0; i < 500; i++)
        {
            var bytes = new byte[random.Next(Sealed + 40)];
            random.NextBytes(bytes);
            if (bytes.Length > 0)
            {
                bytes[0] = 0x40;
            }

            Assert.False(_reset.IsAnswer(bytes));
        }
    }

    private static byte[] Answer(uint[] acknowledged, byte[] session, int more = 0)
    {
        var numbers = new byte[4 * acknowledged.Length];
        for (var i = 0; i < acknowledged.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(numbers.AsSpan(4 * i), acknowledged[i]);
        }

        return Packet([(byte)acknowledged.Length, .. numbers, .. session, 0, 0, 0, 0, .. new byte[more]]);
    }

    /// <summary>As only who has the key can make it.</summary>
    private static byte[] Packet(byte[] plain, byte kind = 0x40)
    {
        byte[] header = [kind, .. Captured.UdpServer.AsSpan(1, TlsCryptSeal.HeaderLength - 1)];
        return Captured.Seals.FromServer.Seal(header, plain);
    }
}
