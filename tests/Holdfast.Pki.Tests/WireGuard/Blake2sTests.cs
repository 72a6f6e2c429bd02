using System.Security.Cryptography;
using System.Text;
using Holdfast.Pki.WireGuard;

namespace Holdfast.Pki.Tests.WireGuard;

public sealed class Blake2sTests
{
    /// <summary>RFC 7693, appendix B.</summary>
    [Fact]
    public void Hash_OfTheRfc() =>
        Assert.Equal(
            "508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982",
            Convert.ToHexStringLower(Blake2s.Hash("abc"u8.ToArray()))
        );

    [Theory]
    [InlineData("", "abc")]
    [InlineData("a", "bc")]
    [InlineData("abc", "")]
    public void Hash_InParts_SameAsAtOnce(string one, string other) =>
        Assert.Equal(
            Blake2s.Hash("abc"u8.ToArray()),
            Blake2s.Hash(Encoding.ASCII.GetBytes(one), Encoding.ASCII.GetBytes(other))
        );

    /// <summary>RFC 2104, section 2, written out.</summary>
    [Fact]
    public void Hmac_IsHashOfHash()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var inner = Enumerable.Range(0, 64).Select(i => (byte)((i < 32 ? key[i] : 0) ^ 0x36)).ToArray();
        var outer = Enumerable.Range(0, 64).Select(i => (byte)((i < 32 ? key[i] : 0) ^ 0x5C)).ToArray();

        Assert.Equal(
            Blake2s.Hash(outer, Blake2s.Hash(inner, "text"u8.ToArray())),
            Blake2s.Hmac(key, "te"u8.ToArray(), "xt"u8.ToArray())
        );
    }

    [Fact]
    public void Mac_DependsOnKeyAndData()
    {
        var (one, other) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32));
        var codes = new[]
        {
            Blake2s.Mac(one, [1]),
            Blake2s.Mac(one, [2]),
            Blake2s.Mac(other, [1]),
            Blake2s.Mac(one, []),
        };

        Assert.All(codes, code => Assert.Equal(Blake2s.MacLength, code.Length));
        Assert.Equal(4, codes.Select(Convert.ToHexString).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(codes[0], Blake2s.Mac(one, [1]));
    }
}
