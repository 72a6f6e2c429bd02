using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace Holdfast.OAuth.Tokens;

/// <summary>Reads tokens: any text gives a token that we made, or nothing. Whether it is still good is decided elsewhere.</summary>
public sealed class TokenReader(TokenKeyRing keys)
{
    /// <summary>The last second of the year 9999, behind which a time cannot be expressed.</summary>
    private const long LastSecond = 253_402_300_799;

    public bool TryReadRefresh(string? text, [NotNullWhen(true)] out RefreshToken? token)
    {
        Span<byte> body = stackalloc byte[TokenFormat.RefreshBodyLength];
        token =
            TryOpen(text, TokenFormat.RefreshPrefix, body) && Generation(body) >= 1
                ? new(Authorization(body), Generation(body))
                : null;
        return token is not null;
    }

    public bool TryReadAccess(string? text, [NotNullWhen(true)] out AccessToken? token)
    {
        Span<byte> body = stackalloc byte[TokenFormat.AccessBodyLength];
        token =
            TryOpen(text, TokenFormat.AccessPrefix, body)
            && Generation(body) >= 1
            && Expiry(body) is >= 0 and <= LastSecond
                ? new(Authorization(body), Generation(body), DateTimeOffset.FromUnixTimeSeconds(Expiry(body)))
                : null;
        return token is not null;
    }

    private bool TryOpen(string? text, string prefix, Span<byte> body)
    {
        Span<byte> token = stackalloc byte[body.Length + TokenFormat.MacLength];
        if (!TryDecode(text, prefix, token) || token[0] != TokenFormat.Version)
        {
            return false;
        }

        token[..body.Length].CopyTo(body);
        var key = keys.Find(BinaryPrimitives.ReadUInt16BigEndian(body[1..]));
        return key is not null && TokenMac.Holds(key, prefix, body, token[body.Length..]);
    }

    private static bool TryDecode(string? text, string prefix, Span<byte> token)
    {
        if (
            text is null
            || text.Length != prefix.Length + Base64Url.GetEncodedLength(token.Length)
            || !text.StartsWith(prefix, StringComparison.Ordinal)
        )
        {
            return false;
        }

        // The decoder forgives white space, padding and stray last bits: one token would have several spellings.
        var encoded = text.AsSpan(prefix.Length);
        return Base64Url.IsValid(encoded, out var length)
            && length == token.Length
            && Base64Url.TryDecodeFromChars(encoded, token, out _)
            && encoded.SequenceEqual(Base64Url.EncodeToString(token));
    }

    private static Guid Authorization(ReadOnlySpan<byte> body) => new(body.Slice(3, 16), bigEndian: true);

    private static int Generation(ReadOnlySpan<byte> body) => BinaryPrimitives.ReadInt32BigEndian(body[19..]);

    private static long Expiry(ReadOnlySpan<byte> body) => BinaryPrimitives.ReadInt64BigEndian(body[23..]);
}
