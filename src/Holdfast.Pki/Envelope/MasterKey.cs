using System.Security.Cryptography;

namespace Holdfast.Pki.Envelope;

/// <summary>A key that seals the secrets in the database, and is itself not in it.</summary>
public sealed class MasterKey
{
    public const int Length = 32;

    /// <summary>Bytes of <see cref="Id"/>.</summary>
    internal const int IdLength = 8;

    private readonly byte[] _key;
    private readonly byte[] _id;

    public MasterKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != Length)
        {
            throw new ArgumentException("A master key has 32 bytes.", nameof(key));
        }

        // Both come from the key that stands in the file, neither tells about it or the other (RFC 5869).
        Span<byte> both = stackalloc byte[Length + IdLength];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, both, salt: default, info: "holdfast sealed secret v1"u8);
        _key = both[..Length].ToArray();
        _id = both[Length..].ToArray();
        CryptographicOperations.ZeroMemory(both);
    }

    /// <summary>Tells master keys apart; follows from the key, so that nobody has to keep a number with it.</summary>
    public ReadOnlySpan<byte> Id => _id;

    internal AesGcm Cipher(int tagLength) => new(_key, tagLength);

    public static MasterKey New()
    {
        Span<byte> key = stackalloc byte[Length];
        RandomNumberGenerator.Fill(key);
        var masterKey = new MasterKey(key);
        CryptographicOperations.ZeroMemory(key);
        return masterKey;
    }

    /// <summary>Never the key.</summary>
    public override string ToString() => $"MasterKey {Convert.ToHexStringLower(_id)}";
}
