using System.Security.Cryptography;

namespace Holdfast.Pki.Sodium;

/// <summary>Signatures of RFC 8032, from libsodium. The same data and key give the same signature.</summary>
public static class Ed25519
{
    /// <summary>Bytes of a private key as it is kept.</summary>
    public const int SeedLength = 32;

    public const int PublicKeyLength = 32;

    public const int SignatureLength = 64;

    /// <summary>libsodium keeps seed and public key side by side.</summary>
    private const int ExpandedLength = 64;

    /// <param name="seed">32 bytes.</param>
    public static byte[] PublicKey(ReadOnlySpan<byte> seed)
    {
        Span<byte> expanded = stackalloc byte[ExpandedLength];
        var publicKey = Expand(seed, expanded);
        CryptographicOperations.ZeroMemory(expanded);
        return publicKey;
    }

    /// <param name="seed">32 bytes.</param>
    public static byte[] Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> data)
    {
        Span<byte> expanded = stackalloc byte[ExpandedLength];
        Expand(seed, expanded);
        var signature = new byte[SignatureLength];
        _ = LibSodium.Sign(signature, 0, data, (ulong)data.Length, expanded);
        CryptographicOperations.ZeroMemory(expanded);
        return signature;
    }

    /// <returns>False also for what has the wrong length.</returns>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        publicKey.Length == PublicKeyLength
        && signature.Length == SignatureLength
        && LibSodium.Verify(signature, data, (ulong)data.Length, publicKey) == 0;

    private static byte[] Expand(ReadOnlySpan<byte> seed, Span<byte> expanded)
    {
        if (seed.Length != SeedLength)
        {
            throw new ArgumentException("A seed has 32 bytes.", nameof(seed));
        }

        var publicKey = new byte[PublicKeyLength];
        _ = LibSodium.KeyPairOf(publicKey, expanded, seed);
        return publicKey;
    }
}
