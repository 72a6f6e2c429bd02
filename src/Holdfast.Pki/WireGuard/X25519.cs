using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Holdfast.Pki.WireGuard;

/// <summary>X25519 from OpenSSL 3, since the platform's own library has none on Linux before .NET 11.</summary>
public static partial class X25519
{
    private const string Library = "libcrypto.so.3";

    /// <summary>EVP_PKEY_X25519.</summary>
    private const int KeyType = 1034;

    /// <summary>Bytes of a key and of a shared secret.</summary>
    public const int Length = 32;

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

    /// <returns>False: the public key is one of the few that make every secret the same (RFC 7748, 6.1).</returns>
    public static bool TryAgree(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> publicKey, Span<byte> secret)
    {
        using var own = NewPrivateKey(KeyType, 0, privateKey, Length);
        using var other = NewPublicKey(KeyType, 0, publicKey, Length);
        using var agreement = NewAgreement(own, 0);
        nuint length = Length;
        return !agreement.IsInvalid
            && BeginAgreement(agreement) == 1
            && SetOther(agreement, other) == 1
            && Agree(agreement, secret, ref length) == 1
            && length == Length;
    }

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_new_raw_private_key")]
    private static partial Key NewPrivateKey(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_new_raw_public_key")]
    private static partial Key NewPublicKey(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_CTX_new")]
    private static partial Agreement NewAgreement(Key key, nint engine);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_derive_init")]
    private static partial int BeginAgreement(Agreement agreement);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_derive_set_peer")]
    private static partial int SetOther(Agreement agreement, Key other);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_derive")]
    private static partial int Agree(Agreement agreement, Span<byte> secret, ref nuint length);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_CTX_free")]
    private static partial void FreeAgreement(nint agreement);

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

    /// <summary>An EVP_PKEY_CTX.</summary>
    private sealed class Agreement() : SafeHandle(0, ownsHandle: true)
    {
        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            FreeAgreement(handle);
            return true;
        }
    }
}
