using System.Globalization;

namespace Holdfast.OAuth.Clients;

/// <summary>
/// A registered redirect URI. It is compared as a string, character by character; only a <c>{PORT}</c> in it stands for a port of
/// the app's choice, since a desktop app listens where it finds a free one (RFC 8252 section 7.3).
/// </summary>
public sealed record RedirectUriPattern(string Text)
{
    public const string Port = "{PORT}";

    /// <summary>Ports below are not given to programs of ordinary users.</summary>
    private const int LowestPort = 1024;

    public bool Matches(string redirectUri)
    {
        var at = Text.IndexOf(Port, StringComparison.Ordinal);
        return at < 0 ? redirectUri == Text : MatchesWithPort(redirectUri, Text[..at], Text[(at + Port.Length)..]);
    }

    private static bool MatchesWithPort(string redirectUri, string before, string after) =>
        redirectUri.Length > before.Length + after.Length
        && redirectUri.StartsWith(before, StringComparison.Ordinal)
        && redirectUri.EndsWith(after, StringComparison.Ordinal)
        && IsPort(redirectUri.AsSpan(before.Length, redirectUri.Length - before.Length - after.Length));

    private static bool IsPort(ReadOnlySpan<char> digits) =>
        digits[0] != '0'
        && ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        && port >= LowestPort;
}
