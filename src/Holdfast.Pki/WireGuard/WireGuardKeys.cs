using System.Security.Cryptography;
using Holdfast.Model.Keys;

namespace Holdfast.Pki.WireGuard;

/// <summary>Makes WireGuard keys: X25519, RFC 7748.</summary>
public static class WireGuardKeys
{
    public static WireGuardKeyPair New()
    {
        Span<byte> scalar = stackalloc byte[WireGuardKey.Length];
        RandomNumberGenerator.Fill(scalar);
        Clamp(scalar);
        var pair = new WireGuardKeyPair(new WireGuardKey(scalar), PublicOf(scalar));
        CryptographicOperations.ZeroMemory(scalar);
        return pair;
    }

    public static WireGuardKey PublicOf(WireGuardKey privateKey) => PublicOf(privateKey.Bytes);

    /// <summary>A preshared key: 32 random bytes.</summary>
    public static WireGuardKey NewPreshared()
    {
        Span<byte> key = stackalloc byte[WireGuardKey.Length];
        RandomNumberGenerator.Fill(key);
        var preshared = new WireGuardKey(key);
        CryptographicOperations.ZeroMemory(key);
        return preshared;
    }

    /// <summary>RFC 7748 section 5. The kernel does the same, so clamped keys read back as they were set.</summary>
    private static void Clamp(Span<byte> scalar)
    {
        scalar[0] &= 0xF8;
        scalar[31] &= 0x7F;
        scalar[31] |= 0x40;
    }

    private static WireGuardKey PublicOf(ReadOnlySpan<byte> scalar)
    {
        Span<byte> point = stackalloc byte[WireGuardKey.Length];
        X25519.PublicKey(scalar, point);
        return new WireGuardKey(point);
    }
}
