using Holdfast.Pki.Sodium;

namespace Holdfast.Pki.Tests.Sodium;

public sealed class SodiumTests
{
    /// <summary>RFC 8032, 7.1, test 3.</summary>
    [Fact]
    public void Ed25519_TestVector_IsMet()
    {
        var seed = Convert.FromHexString("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7");
        var key = Convert.FromHexString("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");
        var signature = Convert.FromHexString(
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        );

        Assert.Equal(key, Ed25519.PublicKey(seed));
        Assert.Equal(signature, Ed25519.Sign(seed, [0xaf, 0x82]));
        Assert.True(Ed25519.Verify(key, [0xaf, 0x82], signature));
        Assert.False(Ed25519.Verify(key, [0xaf, 0x83], signature));
        Assert.False(Ed25519.Verify(key, [0xaf, 0x82], signature.AsSpan(1)));
    }

    [Fact]
    public void PasswordKey_DependsOnPasswordAndSalt()
    {
        var salt = new byte[PasswordKey.SaltLength];
        var key = PasswordKey.Derive("S"u8, salt, 32);
        var again = PasswordKey.Derive("S"u8, salt, 32);
        salt[0] = 1;

        Assert.Equal(key, again);
        Assert.NotEqual(key, PasswordKey.Derive("S"u8, salt, 32));
    }
}
