using Holdfast.Node.OpenVpn.Probing;

namespace Holdfast.Node.Tests.OpenVpn.Probing;

public sealed class TlsCryptSealTests
{
    private static readonly TlsCryptSeal Seal = new(Captured.Key[..32], Captured.Key[64..96]);

    private static readonly byte[] Header = [.. Captured.UdpServer.AsSpan(0, TlsCryptSeal.HeaderLength)];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(1300)]
    public void Open_WhatWasSealed_GivesItBack(int length)
    {
        var plain = new byte[length];
        new Random(length).NextBytes(plain);

        var packet = Seal.Seal(Header, plain);

        Assert.Equal(TlsCryptSeal.Overhead + length, packet.Length);
        Assert.Equal(plain, Seal.Open(packet));
    }

    [Fact]
    public void Open_PacketOfOpenVpn_GivesWhatItSays() =>
        Assert.Equal([1, 0, 0, 0, 0, .. Captured.Session, 0, 0, 0, 0], Seal.Open(Captured.UdpServer));

    [Fact]
    public void Open_AnotherCipherKey_IsNull() =>
        Assert.Null(new TlsCryptSeal(Captured.Key[1..33], Captured.Key[64..96]).Open(Captured.UdpServer));

    [Fact]
    public void Open_AnotherCodeKey_IsNull() =>
        Assert.Null(new TlsCryptSeal(Captured.Key[..32], Captured.Key[65..97]).Open(Captured.UdpServer));

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(48)]
    public void Open_TooShort_IsNull(int length) => Assert.Null(Seal.Open(Captured.UdpServer.AsSpan(0, length)));
}
