using System.Buffers.Binary;
using System.Buffers.Text;

namespace Holdfast.OAuth.Tokens;

/// <summary>
/// Derives tokens. The same input gives the same tokens on every portal at any time, so an answer that got lost can be given again
/// without being stored.
/// </summary>
public sealed class TokenIssuer(TokenKeyRing keys)
{
    /// <param name="generation">1 or more.</param>
    /// <param name="issuedAt">When the generation was made, not the time of day: a repeated answer has the same end.</param>
    /// <param name="accessLifetime">How long the access token is good; cut at the end of the authorization.</param>
    public TokenSet Issue(
        AuthorizationState authorization,
        int generation,
        DateTimeOffset issuedAt,
        TimeSpan accessLifetime
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(generation, 1);
        var expiresAt = End(issuedAt, accessLifetime, authorization.ExpiresAt);
        return new(
            Access(authorization.Id, generation, expiresAt.ToUnixTimeSeconds()),
            Refresh(authorization.Id, generation),
            expiresAt
        );
    }

    private static DateTimeOffset End(DateTimeOffset issuedAt, TimeSpan lifetime, DateTimeOffset authorizationEnd)
    {
        var end = issuedAt + lifetime < authorizationEnd ? issuedAt + lifetime : authorizationEnd;
        return DateTimeOffset.FromUnixTimeSeconds(end.ToUnixTimeSeconds());
    }

    private string Refresh(Guid authorization, int generation)
    {
        Span<byte> token = stackalloc byte[TokenFormat.RefreshBodyLength + TokenFormat.MacLength];
        WriteHead(token, authorization, generation);
        return Seal(TokenFormat.RefreshPrefix, token);
    }

    private string Access(Guid authorization, int generation, long expiry)
    {
        Span<byte> token = stackalloc byte[TokenFormat.AccessBodyLength + TokenFormat.MacLength];
        WriteHead(token, authorization, generation);
        BinaryPrimitives.WriteInt64BigEndian(token[TokenFormat.RefreshBodyLength..], expiry);
        return Seal(TokenFormat.AccessPrefix, token);
    }

    private void WriteHead(Span<byte> token, Guid authorization, int generation)
    {
        token[0] = TokenFormat.Version;
        BinaryPrimitives.WriteUInt16BigEndian(token[1..], keys.Current.Id);
        authorization.TryWriteBytes(token[3..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(token[19..], generation);
    }

    private string Seal(string prefix, Span<byte> token)
    {
        var body = token[..^TokenFormat.MacLength];
        TokenMac.Write(keys.Current, prefix, body, token[^TokenFormat.MacLength..]);
        return prefix + Base64Url.EncodeToString(token);
    }
}
