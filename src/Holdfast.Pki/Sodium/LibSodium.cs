using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Holdfast.Pki.Sodium;

/// <summary>The functions of libsodium that the platform's own library lacks, and this project needs.</summary>
internal static partial class LibSodium
{
    private const string Library = "libsodium.so.23";

    static LibSodium()
    {
        if (Initialize() < 0)
        {
            throw new CryptographicException("libsodium cannot be initialised.");
        }
    }

    [LibraryImport(Library, EntryPoint = "crypto_pwhash")]
    public static partial int DeriveKey(
        Span<byte> key,
        ulong keyLength,
        ReadOnlySpan<byte> password,
        ulong length,
        ReadOnlySpan<byte> salt,
        ulong passes,
        nuint memory,
        int algorithm
    );

    [LibraryImport(Library, EntryPoint = "crypto_sign_seed_keypair")]
    public static partial int KeyPairOf(Span<byte> publicKey, Span<byte> privateKey, ReadOnlySpan<byte> seed);

    [LibraryImport(Library, EntryPoint = "crypto_sign_detached")]
    public static partial int Sign(
        Span<byte> signature,
        nint signatureLength,
        ReadOnlySpan<byte> data,
        ulong length,
        ReadOnlySpan<byte> privateKey
    );

    [LibraryImport(Library, EntryPoint = "crypto_sign_verify_detached")]
    public static partial int Verify(
        ReadOnlySpan<byte> signature,
        ReadOnlySpan<byte> data,
        ulong length,
        ReadOnlySpan<byte> publicKey
    );

    [LibraryImport(Library, EntryPoint = "sodium_init")]
    private static partial int Initialize();
}
