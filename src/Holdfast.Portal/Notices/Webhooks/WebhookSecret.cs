using System.Text;
using Holdfast.Model.Problems;

namespace Holdfast.Portal.Notices.Webhooks;

/// <summary>What sender and receiver of a webhook share.</summary>
public static class WebhookSecret
{
    /// <summary>Secrets that begin so are base64, as the Standard Webhooks specification has them.</summary>
    private const string Prefix = "whsec_";

    private const int Shortest = 16;
    private const int Longest = 200;
    private const int MostBytes = 64;

    public static Problem? Check(string text, string where) =>
        text.Length is >= Shortest and <= Longest
        && text.All(c => c is > ' ' and < '\x7f')
        && (
            !text.StartsWith(Prefix, StringComparison.Ordinal)
            || Decoded(text) is { Length: >= Shortest and <= MostBytes }
        )
            ? null
            : NoticeProblems.BadSecret.At(where, "");

    /// <summary>The key of the signature.</summary>
    public static byte[] Key(string text) =>
        text.StartsWith(Prefix, StringComparison.Ordinal) && Decoded(text) is { } key
            ? key
            : Encoding.UTF8.GetBytes(text);

    private static byte[]? Decoded(string text)
    {
        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text[Prefix.Length..], buffer, out var length) ? buffer[..length] : null;
    }
}
