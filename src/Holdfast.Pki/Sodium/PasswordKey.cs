using System.Security.Cryptography;

namespace Holdfast.Pki.Sodium;

/// <summary>Makes a key of a password with Argon2id (RFC 9106), so that each guess costs as much as ours.</summary>
public static class PasswordKey
{
    public const int SaltLength = 16;

    /// <summary>crypto_pwhash_ALG_ARGON2ID13.</summary>
    private const int Argon2id = 2;

    /// <summary>The second recommendation of RFC 9106, section 4: three passes over 64 MiB. About 0.1 s.</summary>
    private const int Passes = 3;
    private const int MemoryBytes = 64 * 1024 * 1024;

    /// <param name="salt">16 bytes.</param>
    /// <exception cref="CryptographicException">There is not as much memory.</exception>
    public static byte[] Derive(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int length)
    {
        if (salt.Length != SaltLength)
        {
            throw new ArgumentException("A salt has 16 bytes.", nameof(salt));
        }

        var key = new byte[length];
        var done = LibSodium.DeriveKey(
            key,
            (ulong)length,
            password,
            (ulong)password.Length,
            salt,
            Passes,
            MemoryBytes,
            Argon2id
        );
        return done == 0 ? key : throw new CryptographicException("A key of a password needs 64 MiB of memory.");
    }
}
