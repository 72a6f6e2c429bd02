using System.Buffers.Text;
using System.Text;

namespace Holdfast.Identity.Oidc;

/// <summary>Base64url as RFC 7515 section 2 wants it: without padding, spaces or line ends, so that each value has one spelling.</summary>
internal static class JsonWebText
{
    /// <returns>Null: it is none.</returns>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
            {
                return null;
            }
        }

        return Base64Url.IsValid(text) ? Base64Url.DecodeFromUtf8(Encoding.ASCII.GetBytes(text.ToArray())) : null;
    }
}
