using System.Buffers.Text;
using System.Security.Cryptography;

namespace Holdfast.Identity.WebSessions;

/// <summary>
/// What the cookie of a signed-in browser holds: 32 random bytes as 43 characters of base64url. The database knows only the hash, so
/// who reads the database cannot sign in.
/// </summary>
public static class SessionToken
{
    private const int Length = 32;

    private const int TextLength = 43;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Length));

    /// <summary>The key of the session in the database; 32 bytes. Null: this is not a token of ours.</summary>
    /// <param name="text">As it came from the browser; any text.</param>
    public static byte[]? Hash(string? text)
    {
        Span<byte> token = stackalloc byte[Length];
        return
            text is { Length: TextLength }
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            && Base64Url.TryDecodeFromChars(text, token, out var length)
            && length == Length
            ? SHA256.HashData(token)
            : null;
    }
}
