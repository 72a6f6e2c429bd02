using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Identity.Factors;

/// <summary>
/// A code that works once, when everything else is lost: 80 random bits as 16 characters of Crockford's base32, such as
/// <c>7QKM-2XTA-0DHW-9ZRE</c>. The database knows a keyed hash only.
/// </summary>
public static class RecoveryCode
{
    /// <summary>How many somebody is given.</summary>
    public const int Count = 10;

    private const int Bytes = 10;

    private const int Length = 16;

    private const int Group = 4;

    /// <summary>As long as anybody types one, with whatever between the groups.</summary>
    private const int LongestTyped = 60;

    public static string New() =>
        string.Join(
            '-',
            Base32Alphabet
                .Crockford.Write(RandomNumberGenerator.GetBytes(Bytes))
                .Chunk(Group)
                .Select(part => new string(part))
        );

    /// <summary>What the database knows of a code.</summary>
    /// <param name="key">Of this service, and not in the database in the clear.</param>
    /// <param name="typed">With or without hyphens, in any case; O for 0, I and L for 1 are taken as meant.</param>
    /// <returns>32 bytes; null: this cannot be a code.</returns>
    public static byte[]? Hash(ReadOnlySpan<byte> key, Guid userId, string typed)
    {
        var code = Normalised(typed);
        return code.Length == Length && code.All(Base32Alphabet.Crockford.Has)
            ? HMACSHA256.HashData(key, [.. userId.ToByteArray(bigEndian: true), .. Encoding.ASCII.GetBytes(code)])
            : null;
    }

    private static string Normalised(string typed) =>
        typed.Length > LongestTyped
            ? ""
            : string.Concat(
                typed
                    .ToUpperInvariant()
                    .Where(c => c != '-' && !char.IsWhiteSpace(c))
                    .Select(c =>
                        c switch
                        {
                            'O' => '0',
                            'I' or 'L' => '1',
                            _ => c,
                        }
                    )
            );
}
