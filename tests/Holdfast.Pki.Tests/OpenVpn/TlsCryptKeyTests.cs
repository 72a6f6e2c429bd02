using Holdfast.Pki.OpenVpn;

namespace Holdfast.Pki.Tests.OpenVpn;

public sealed class TlsCryptKeyTests
{
    [Fact]
    public void Write_KnownKey_GivesTheFileOfOpenVpn()
    {
        var lines = TlsCryptKey.Write(Enumerable.Range(0, 256).Select(i => (byte)i).ToArray()).Split('\n');
        Assert.Equal("-----BEGIN OpenVPN Static key V1-----", lines[3]);
        Assert.Equal("000102030405060708090a0b0c0d0e0f", lines[4]);
        Assert.Equal("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff", lines[19]);
        Assert.Equal("-----END OpenVPN Static key V1-----", lines[20]);
        Assert.Equal("", lines[21]);
        Assert.Equal(22, lines.Length);
    }

    [Fact]
    public void New_Twice_Differs() => Assert.NotEqual(TlsCryptKey.New(), TlsCryptKey.New());

    [Fact]
    public void Read_WhatWasWritten_GivesTheKey()
    {
        var key = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();

        Assert.Equal(key, TlsCryptKey.Read(TlsCryptKey.Write(key)));
        Assert.Equal(key, TlsCryptKey.Read(TlsCryptKey.Write(key).Replace("\n", "\r\n", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("-----BEGIN OpenVPN Static key V1-----")]
    [InlineData("-----BEGIN OpenVPN Static key V1-----\n-----END OpenVPN Static key V1-----\n")]
    [InlineData("-----END OpenVPN Static key V1-----\n00\n-----BEGIN OpenVPN Static key V1-----\n")]
    [InlineData(
        "-----BEGIN OpenVPN tls-crypt-v2 client key-----\nAAAA\n-----END OpenVPN tls-crypt-v2 client key-----\n"
    )]
    public void Read_NoKey_IsNull(string text) => Assert.Null(TlsCryptKey.Read(text));

    [Fact]
    public void Read_SpoiltKey_IsNull()
    {
        var good = TlsCryptKey.New();

        Assert.Null(TlsCryptKey.Read(good[..^40]));
        Assert.Null(TlsCryptKey.Read(good.Replace("-----END", "00\n-----END", StringComparison.Ordinal)));
        Assert.Null(TlsCryptKey.Read(good.Replace("-----\n", "-----\nxy", StringComparison.Ordinal)));
        Assert.Null(TlsCryptKey.Read(new string('\n', 9000) + good));
    }
}
