using Holdfast.Identity.WebSessions;

namespace Holdfast.Identity.ApiTokens;

/// <summary>
/// What a program sends behind <c>Authorization: Bearer</c>: <c>hf_</c>, by which scanners of repositories and logs know it, and 32 random
/// bytes. Kept as a session's secret is.
/// </summary>
public static class ApiTokenText
{
    public const string Prefix = "hf_";

    public static string New() => Prefix + SessionToken.New();

    /// <returns>32 bytes; null: this is not a token of ours.</returns>
    /// <param name="text">Any text.</param>
    public static byte[]? Hash(string? text) =>
        text?.StartsWith(Prefix, StringComparison.Ordinal) == true ? SessionToken.Hash(text[Prefix.Length..]) : null;
}
