using System.Security.Cryptography;
using System.Text;

namespace Holdfast.OAuth.Tokens;

/// <summary>The authentication code at the end of a token.</summary>
internal static class TokenMac
{
    public static void Write(TokenKey key, string prefix, ReadOnlySpan<byte> body, Span<byte> mac)
    {
        Span<byte> input = stackalloc byte[prefix.Length + body.Length];
        Encoding.ASCII.GetBytes(prefix, input);
        body.CopyTo(input[prefix.Length..]);
        HMACSHA256.HashData(key.Secret, input, mac);
    }

    public static bool Holds(TokenKey key, string prefix, ReadOnlySpan<byte> body, ReadOnlySpan<byte> mac)
    {
        Span<byte> expected = stackalloc byte[TokenFormat.MacLength];
        Write(key, prefix, body, expected);
        return CryptographicOperations.FixedTimeEquals(expected, mac);
    }
}
