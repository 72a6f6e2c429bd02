using System.Text;

namespace Holdfast.OAuth.Parameters;

/// <summary>Decodes one name or value of <c>application/x-www-form-urlencoded</c> (RFC 6749 appendix B), strictly.</summary>
internal static class FormDecoder
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <returns>Null when it is too long, has half an escape, a control character or bytes that are not UTF-8.</returns>
    public static string? Decode(ReadOnlySpan<byte> encoded, int maxLength)
    {
        Span<byte> decoded = stackalloc byte[maxLength];
        var length = 0;
        while (!encoded.IsEmpty)
        {
            if (length == maxLength || !TryTake(ref encoded, out decoded[length]) || IsControl(decoded[length]))
            {
                return null;
            }

            length++;
        }

        return System.Text.Unicode.Utf8.IsValid(decoded[..length]) ? Strict.GetString(decoded[..length]) : null;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> encoded, out byte value)
    {
        value = encoded[0] == '+' ? (byte)' ' : encoded[0];
        if (value != '%')
        {
            encoded = encoded[1..];
            return true;
        }

        var complete =
            encoded.Length >= 3
            && char.IsAsciiHexDigit((char)encoded[1])
            && char.IsAsciiHexDigit((char)encoded[2])
            && byte.TryParse(encoded[1..3], System.Globalization.NumberStyles.AllowHexSpecifier, null, out value);
        encoded = complete ? encoded[3..] : [];
        return complete;
    }

    private static bool IsControl(byte value) => value is < 0x20 or 0x7F;
}
