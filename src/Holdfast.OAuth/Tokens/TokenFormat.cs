namespace Holdfast.OAuth.Tokens;

/// <summary>The layout of tokens: <c>docs/protocols/tokens.md</c>.</summary>
/// <remarks>
/// Text: a prefix that tells the type (and lets scanners for leaked secrets find it), then base64url of
/// <code>
/// version 1 | key id 2 | authorization 16 | generation 4 | (access only: expiry 8) | HMAC-SHA256 32
/// </code>
/// Numbers are big-endian, times are seconds since 1970. The HMAC covers the prefix and all bytes before it.
/// </remarks>
internal static class TokenFormat
{
    public const byte Version = 1;

    public const string RefreshPrefix = "hfr_";

    public const string AccessPrefix = "hfa_";

    public const int MacLength = 32;

    public const int RefreshBodyLength = 1 + 2 + 16 + 4;

    public const int AccessBodyLength = RefreshBodyLength + 8;
}
