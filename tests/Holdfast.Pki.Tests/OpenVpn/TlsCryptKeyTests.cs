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
}
