using System.Runtime.InteropServices;
using System.Text;

namespace Holdfast.Identity.Passwords;

/// <summary>What the platform's own library lacks, from libsodium: password hashes and Ed25519.</summary>
internal static partial class Sodium
{
    private const string Library = "libsodium.so.23";

    /// <summary>crypto_pwhash_STRBYTES, with the zero at the end.</summary>
    private const int TextLength = 128;

    private const int SignatureLength = 64;

    private const int PublicKeyLength = 32;

    static Sodium()
    {
        if (Initialize() < 0)
        {
            throw new InvalidOperationException("libsodium cannot be initialised.");
        }
    }

    /// <exception cref="InvalidOperationException">There is not as much memory as one hash needs.</exception>
    public static string Hash(ReadOnlySpan<byte> password, Argon2Cost cost)
    {
        Span<byte> text = stackalloc byte[TextLength];
        return Hash(text, password, (ulong)password.Length, (ulong)cost.Passes, (nuint)cost.MemoryBytes) == 0
            ? Encoding.ASCII.GetString(text[..text.IndexOf((byte)0)])
            : throw new InvalidOperationException($"A password hash needs {cost.MemoryBytes} bytes of memory.");
    }

    public static bool Verify(string hash, ReadOnlySpan<byte> password)
    {
        Span<byte> text = stackalloc byte[TextLength];
        return TryTerminate(hash, text) && Verify(text, password, (ulong)password.Length) == 0;
    }

    public static bool NeedsHashingAgain(string hash, Argon2Cost cost)
    {
        Span<byte> text = stackalloc byte[TextLength];
        return !TryTerminate(hash, text) || NeedsRehash(text, (ulong)cost.Passes, (nuint)cost.MemoryBytes) != 0;
    }

    /// <summary>RFC 8032.</summary>
    public static bool VerifyEd25519(
        ReadOnlySpan<byte> signature,
        ReadOnlySpan<byte> data,
        ReadOnlySpan<byte> publicKey
    ) =>
        signature.Length == SignatureLength
        && publicKey.Length == PublicKeyLength
        && VerifyDetached(signature, data, (ulong)data.Length, publicKey) == 0;

    /// <summary>libsodium reads up to the zero: it must be there, whatever stands in the database.</summary>
    private static bool TryTerminate(string hash, Span<byte> text)
    {
        text.Clear();
        return hash.Length < TextLength && Ascii.IsValid(hash) && Encoding.ASCII.TryGetBytes(hash, text, out _);
    }

    [LibraryImport(Library, EntryPoint = "sodium_init")]
    private static partial int Initialize();

    [LibraryImport(Library, EntryPoint = "crypto_pwhash_str")]
    private static partial int Hash(
        Span<byte> text,
        ReadOnlySpan<byte> password,
        ulong length,
        ulong passes,
        nuint memory
    );

    [LibraryImport(Library, EntryPoint = "crypto_pwhash_str_verify")]
    private static partial int Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> password, ulong length);

    [LibraryImport(Library, EntryPoint = "crypto_sign_verify_detached")]
    private static partial int VerifyDetached(
        ReadOnlySpan<byte> signature,
        ReadOnlySpan<byte> data,
        ulong length,
        ReadOnlySpan<byte> publicKey
    );

    [LibraryImport(Library, EntryPoint = "crypto_pwhash_str_needs_rehash")]
    private static partial int NeedsRehash(ReadOnlySpan<byte> text, ulong passes, nuint memory);
}
