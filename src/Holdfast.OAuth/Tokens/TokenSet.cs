namespace Holdfast.OAuth.Tokens;

/// <summary>What an app gets: both tokens as text.</summary>
public sealed record TokenSet(string AccessToken, string RefreshToken, DateTimeOffset AccessExpiresAt)
{
    /// <summary>Never the tokens.</summary>
    public override string ToString() => $"TokenSet until {AccessExpiresAt:O}";
}
