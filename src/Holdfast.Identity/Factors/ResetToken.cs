using Holdfast.Identity.WebSessions;

namespace Holdfast.Identity.Factors;

/// <summary>What the link holds with which somebody sets a new password. Made and kept as a session's secret is.</summary>
public static class ResetToken
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    public static string New() => SessionToken.New();

    /// <returns>32 bytes; null: this is not a token of ours.</returns>
    public static byte[]? Hash(string? text) => SessionToken.Hash(text);
}
