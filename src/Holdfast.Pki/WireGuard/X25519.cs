using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Holdfast.Pki.WireGuard;

/// <summary>X25519 from OpenSSL 3, since the platform's own library has none on Linux before .NET 11.</summary>
internal static partial class X25519
{
    private const string Library = "libcrypto.so.3";

    /// <summary>EVP_PKEY_X25519.</summary>
    private const int KeyType = 1034;

    private const int Length = 32;

    /// <exception cref="CryptographicException">OpenSSL refuses; with 32 bytes it has no reason to.</exception>
    public static void PublicKey(ReadOnlySpan<byte> privateKey, Span<byte> publicKey)
    {
        using var key = NewPrivateKey(KeyType, 0, privateKey, Length);
        nuint length = Length;
        if (key.IsInvalid || GetPublicKey(key, publicKey, ref length) != 1 || length != Length)
        {
            throw new CryptographicException("OpenSSL made no X25519 key.");
        }
    }

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_new_raw_private_key")]
    private static partial Key NewPrivateKey(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_get_raw_public_key")]
    private static partial int GetPublicKey(Key key, Span<byte> publicKey, ref nuint length);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_free")]
    private static partial void Free(nint key);

    /// <summary>An EVP_PKEY; OpenSSL clears private keys when it frees them.</summary>
    private sealed class Key() : SafeHandle(0, ownsHandle: true)
    {
        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            Free(handle);
            return true;
        }
    }
}
