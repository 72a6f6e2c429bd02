using System.Diagnostics.CodeAnalysis;

namespace Holdfast.OAuth;

/// <summary>base64url without padding (RFC 4648 section 5), as hashes and codes are written.</summary>
internal static class Base64UrlText
{
    /// <summary>What 32 bytes become.</summary>
    public const int LengthOf32Bytes = 43;

    public static bool IsOf32Bytes([NotNullWhen(true)] string? text) =>
        text is { Length: LengthOf32Bytes } && text.All(IsDigit);

    private static bool IsDigit(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';
}
