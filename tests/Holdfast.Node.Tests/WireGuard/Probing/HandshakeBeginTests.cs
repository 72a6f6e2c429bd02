using System.Buffers.Binary;
using Holdfast.Node.WireGuard.Probing;
using Holdfast.Pki.WireGuard;

namespace Holdfast.Node.Tests.WireGuard.Probing;

/// <summary>Against itself; that it is WireGuard's handshake is for a real device to say: <c>Probe_FrozenDevice_IsSaidAndTakenBack</c>.</summary>
public sealed class HandshakeBeginTests
{
    private const uint Index = 0x01020304;

    private static readonly WireGuardKeyPair Device = WireGuardKeys.New();

    [Fact]
    public void Message_HasItsForm()
    {
        var ephemeral = WireGuardKeys.New();
        var message = New(WireGuardKeys.New(), ephemeral).Message;

        Assert.Equal(HandshakeBegin.MessageLength, message.Length);
        Assert.Equal([1, 0, 0, 0, 4, 3, 2, 1], message[..8]);
        Assert.Equal(ephemeral.PublicKey.Bytes.ToArray(), message[8..40]);
        Assert.All(message[132..], zero => Assert.Equal(0, zero));
    }

    [Fact]
    public void Message_NeverShowsWhoAsks()
    {
        var own = WireGuardKeys.New();
        var message = New(own, WireGuardKeys.New()).Message;

        Assert.Equal(-1, message.AsSpan().IndexOf(own.PublicKey.Bytes));
    }

    [Fact]
    public void IsAnswer_CookieForUs_Counts() => Assert.True(New().IsAnswer(Cookie(Index)));

    [Fact]
    public void IsAnswer_CookieForAnother_DoesNot() => Assert.False(New().IsAnswer(Cookie(Index + 1)));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(32)]
    [InlineData(91)]
    [InlineData(93)]
    [InlineData(148)]
    [InlineData(65535)]
    public void IsAnswer_AnotherLength_DoesNot(int length) => Assert.False(New().IsAnswer(new byte[length]));

    [Fact]
    public void IsAnswer_AnyBytesOfTheRightForm_DoNot()
    {
        var begin = New();
        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            var bytes = new byte[HandshakeBegin.AnswerLength];
            random.NextBytes(bytes);
            new byte[] { 2, 0, 0, 0 }.CopyTo(bytes, 0);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Index);
            Assert.False(begin.IsAnswer(bytes));
        }
    }

    [Fact]
    public void IsAnswer_EphemeralOfSmallOrder_DoesNot()
    {
        var bytes = new byte[HandshakeBegin.AnswerLength];
        bytes[0] = 2;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Index);

        Assert.False(New().IsAnswer(bytes));
    }

    private static HandshakeBegin New() => New(WireGuardKeys.New(), WireGuardKeys.New());

    private static HandshakeBegin New(WireGuardKeyPair own, WireGuardKeyPair ephemeral) =>
        new(own, ephemeral, Device.PublicKey, Index, new byte[Tai64n.Length]);

    private static byte[] Cookie(uint index)
    {
        var cookie = new byte[64];
        cookie[0] = 3;
        BinaryPrimitives.WriteUInt32LittleEndian(cookie.AsSpan(4), index);
        return cookie;
    }
}
