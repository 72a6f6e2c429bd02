using System.Text;
using System.Text.RegularExpressions;

namespace Holdfast.Telemetry.Logging;

/// <summary>Makes any text fit for one line of a log.</summary>
internal static partial class OneLine
{
    /// <summary>Characters; ours. A line this long was not meant to be read.</summary>
    private const int MaxLength = 8 * 1024;

    /// <summary>
    /// Line breaks become a bar, other control characters their code: what a peer sent cannot forge a line or move a terminal's
    /// cursor. What looks like a token or private key is taken out; nobody logs them on purpose.
    /// </summary>
    public static string Of(string text)
    {
        var cut = text.Length <= MaxLength ? text : string.Concat(text.AsSpan(0, MaxLength), "...");
        var hidden = Secrets().Replace(cut, "(secret)");
        return hidden.Any(IsSpecial) ? Escape(hidden) : hidden;
    }

    private static string Escape(string text)
    {
        var line = new StringBuilder(text.Length + 16);
        foreach (var c in text.ReplaceLineEndings("\n"))
        {
            _ = c switch
            {
                '\n' => line.Append(" | "),
                '\t' => line.Append(' '),
                _ when IsSpecial(c) => line.Append($"\\u{(int)c:X4}"),
                _ => line.Append(c),
            };
        }

        return line.ToString();
    }

    // Also the characters that turn the direction of text around.
    private static bool IsSpecial(char c) =>
        char.IsControl(c)
        || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    [GeneratedRegex(
        @"hf[ar]_[A-Za-z0-9_-]{16,}|-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Secrets();
}
