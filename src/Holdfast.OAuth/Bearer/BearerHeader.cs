namespace Holdfast.OAuth.Bearer;

/// <summary>RFC 6750 section 2.1: the token in the Authorization header. Other ways to send it are not offered.</summary>
public static class BearerHeader
{
    private const string Scheme = "Bearer ";

    /// <summary>Characters; ours. Our tokens have fewer than 110.</summary>
    private const int MaxLength = 512;

    /// <returns>The token's text, not yet looked at; null when the header is not a bearer token.</returns>
    public static string? Token(string? authorization) =>
        authorization is { Length: <= MaxLength }
        && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && authorization[Scheme.Length..].Trim(' ') is { Length: > 0 } token
            ? token
            : null;
}
