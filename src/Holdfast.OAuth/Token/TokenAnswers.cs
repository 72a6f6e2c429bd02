using System.Text.Json;
using Holdfast.OAuth.Tokens;

namespace Holdfast.OAuth.Token;

/// <summary>The answers of the token endpoint, RFC 6749 sections 5.1 and 5.2.</summary>
public static class TokenAnswers
{
    public static OAuthAnswer Issued(TokenSet tokens, DateTimeOffset now)
    {
        var left = Math.Max(0, (long)(tokens.AccessExpiresAt - now).TotalSeconds);
        var body = new TokenBody(tokens.AccessToken, tokens.RefreshToken, "bearer", left);
        return new(200, OAuthAnswer.NotStored, JsonSerializer.SerializeToUtf8Bytes(body));
    }

    public static OAuthAnswer Rejected(OAuthRejection rejection) =>
        new(
            rejection.Status,
            rejection.Error == OAuthErrors.InvalidClient
                ? [.. OAuthAnswer.NotStored, new("WWW-Authenticate", "Basic realm=\"OAuth\"")]
                : OAuthAnswer.NotStored,
            ErrorBody.Of(rejection)
        );
}
