using System.Security.Cryptography;
using Holdfast.Pki.WireGuard;

namespace Holdfast.Node.WireGuard.Probing;

/// <summary>
/// The chaining key and the hash over all that was said (Noise, section 5.2), with WireGuard's choice of functions. A value: a
/// changed one is another.
/// </summary>
internal sealed record SymmetricState(byte[] Chain, byte[] Hash)
{
    public const int TagLength = 16;

    /// <summary>Each key is used once, so the nonce is always zero.</summary>
    private static readonly byte[] Nonce = new byte[12];

    private static readonly byte[] One = [1];
    private static readonly byte[] Two = [2];
    private static readonly byte[] Three = [3];

    public static SymmetricState Begin(byte[] construction, byte[] identifier)
    {
        var chain = Blake2s.Hash(construction);
        return new(chain, Blake2s.Hash(chain, identifier));
    }

    public SymmetricState MixHash(byte[] data) => this with { Hash = Blake2s.Hash(Hash, data) };

    public SymmetricState MixKey(byte[] input) => this with { Chain = Blake2s.Hmac(Extract(input), One) };

    public (SymmetricState State, byte[] Key) MixKeyForOne(byte[] input)
    {
        var secret = Extract(input);
        var chain = Blake2s.Hmac(secret, One);
        return (this with { Chain = chain }, Blake2s.Hmac(secret, chain, Two));
    }

    /// <summary>With a preshared key, which is mixed into the hash as well.</summary>
    public (SymmetricState State, byte[] Key) MixKeyAndHash(byte[] preshared)
    {
        var secret = Extract(preshared);
        var chain = Blake2s.Hmac(secret, One);
        var mixed = Blake2s.Hmac(secret, chain, Two);
        return ((this with { Chain = chain }).MixHash(mixed), Blake2s.Hmac(secret, mixed, Three));
    }

    public (SymmetricState State, byte[] Sealed) Seal(byte[] key, byte[] plain)
    {
        var text = new byte[plain.Length + TagLength];
        using var cipher = new ChaCha20Poly1305(key);
        cipher.Encrypt(Nonce, plain, text.AsSpan(0, plain.Length), text.AsSpan(plain.Length), Hash);
        return (MixHash(text), text);
    }

    /// <summary>Whether nothing was sealed with this key here: a tag alone.</summary>
    public bool Opens(byte[] key, ReadOnlySpan<byte> tag)
    {
        using var cipher = new ChaCha20Poly1305(key);
        try
        {
            cipher.Decrypt(Nonce, [], tag, [], Hash);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    private byte[] Extract(byte[] input) => Blake2s.Hmac(Chain, input);
}
