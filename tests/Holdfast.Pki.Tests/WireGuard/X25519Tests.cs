using Holdfast.Pki.WireGuard;

namespace Holdfast.Pki.Tests.WireGuard;

/// <summary>RFC 7748, section 5.2.</summary>
public sealed class X25519Tests
{
    private static readonly byte[] Scalar = Convert.FromHexString(
        "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4"
    );

    private static readonly byte[] Point = Convert.FromHexString(
        "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c"
    );

    [Fact]
    public void TryAgree_OfTheRfc()
    {
        var secret = new byte[X25519.Length];

        Assert.True(X25519.TryAgree(Scalar, Point, secret));
        Assert.Equal(
            "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552",
            Convert.ToHexStringLower(secret)
        );
    }

    [Fact]
    public void TryAgree_PointOfSmallOrder_Refused() =>
        Assert.False(X25519.TryAgree(Scalar, new byte[X25519.Length], new byte[X25519.Length]));
}
