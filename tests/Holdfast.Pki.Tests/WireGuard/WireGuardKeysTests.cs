using Holdfast.Model.Keys;
using Holdfast.Pki.WireGuard;

namespace Holdfast.Pki.Tests.WireGuard;

public sealed class WireGuardKeysTests
{
    /// <summary>RFC 7748 section 6.1.</summary>
    [Theory]
    [InlineData(
        "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a",
        "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"
    )]
    [InlineData(
        "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb",
        "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"
    )]
    public void PublicOf_KeysOfTheStandard_GivesItsPoints(string privateKey, string publicKey) =>
        Assert.Equal(publicKey, WireGuardKeys.PublicOf(Key(privateKey)).ToHex());

    [Fact]
    public void New_Any_IsClamped()
    {
        for (var round = 0; round < 100; round++)
        {
            var key = WireGuardKeys.New().PrivateKey.Bytes;
            Assert.Equal(0, key[0] & 7);
            Assert.Equal(0x40, key[31] & 0xC0);
        }
    }

    [Fact]
    public void New_Any_BelongTogether()
    {
        var pair = WireGuardKeys.New();
        Assert.Equal(pair.PublicKey, WireGuardKeys.PublicOf(pair.PrivateKey));
        Assert.NotEqual(pair.PrivateKey, WireGuardKeys.New().PrivateKey);
    }

    [Fact]
    public void ToString_OfAPair_ShowsThePublicKeyOnly() =>
        Assert.DoesNotContain(
            WireGuardKeys.New() is var pair ? pair.PrivateKey.ToBase64() : "",
            pair.ToString(),
            StringComparison.Ordinal
        );

    [Fact]
    public void NewPreshared_Twice_Differs() =>
        Assert.NotEqual(WireGuardKeys.NewPreshared(), WireGuardKeys.NewPreshared());

    private static WireGuardKey Key(string hex) => new(Convert.FromHexString(hex));
}
