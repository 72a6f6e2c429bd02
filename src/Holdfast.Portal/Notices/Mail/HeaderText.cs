using System.Text;

namespace Holdfast.Portal.Notices.Mail;

/// <summary>Text in a header field. Whatever it holds, it is one field: nothing in it ends a line.</summary>
internal static class HeaderText
{
    /// <summary>Bytes of an encoded word's text: with its frame it has at most 75 characters, RFC 2047 section 2.</summary>
    private const int LongestWord = 45;

    /// <summary>Characters of a line that need no fold beside the name of a field, RFC 5322 section 2.1.1.</summary>
    private const int LongestLine = 66;

    /// <summary>Unstructured, such as a subject.</summary>
    public static string Of(string text)
    {
        var clean = Clean(text);
        return IsPlain(clean) && clean.Length <= LongestLine ? clean : Encoded(clean);
    }

    /// <summary>A display name, RFC 5322 section 3.2.5: a word in quotes, or encoded words.</summary>
    public static string Phrase(string text)
    {
        var clean = Clean(text);
        return IsPlain(clean) && clean.Length <= LongestLine
            ? $"\"{clean.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : Encoded(clean);
    }

    /// <summary>Encoded words, each of whole characters, RFC 2047 section 5.</summary>
    private static string Encoded(string text)
    {
        var words = new List<string>();
        var word = new List<byte>();
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(bytes);
            if (word.Count + length > LongestWord)
            {
                words.Add(Word(word));
                word.Clear();
            }

            word.AddRange(bytes[..length]);
        }

        words.Add(Word(word));
        return string.Join("\r\n ", words);
    }

    private static string Word(List<byte> bytes) => $"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?=";

    private static bool IsPlain(string text) =>
        text.All(c => c is >= ' ' and < '\x7f') && !text.Contains("=?", StringComparison.Ordinal);

    /// <summary>No line ends, no other control characters, and no halves of characters.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 ? " " : rune.ToString());
        }

        return clean.ToString().Trim();
    }
}
