using System.Collections.Frozen;

namespace Holdfast.Identity.Passwords;

/// <summary>
/// Passwords that are tried first: a word of our list (<c>common-words.txt</c>) with the decorations that everybody uses, few
/// different characters, or a row of the keyboard.
/// </summary>
internal static class CommonPasswords
{
    private const int MinDistinct = 5;

    private static readonly string[] Rows =
    [
        "abcdefghijklmnopqrstuvwxyz",
        "01234567890123456789",
        "qwertyuiopasdfghjklzxcvbnm",
        "qwertzuiopasdfghjklyxcvbnm",
        "azertyuiopqsdfghjklmwxcvbn",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
        "1q2w3e4r5t6y7u8i9o0p",
        "q1w2e3r4t5y6u7i8o9p0",
    ];

    private static readonly FrozenSet<string> Words = ReadWords();

    public static bool Contain(string password)
    {
        var lower = password.ToLowerInvariant();
        return lower.Distinct().Count() < MinDistinct
            || IsRow(lower)
            || IsWords(Plain(lower))
            || IsWords(Plain(Undecorated(lower)));
    }

    private static bool IsRow(string lower) =>
        Rows.Any(row =>
            row.Contains(lower, StringComparison.Ordinal) || Reversed(row).Contains(lower, StringComparison.Ordinal)
        );

    /// <summary>One word of the list, or two of them in a row.</summary>
    private static bool IsWords(string plain) =>
        Words.Contains(plain)
        || Enumerable
            .Range(3, Math.Max(0, Math.Min(plain.Length, 64) - 5))
            .Any(split => Words.Contains(plain[..split]) && Words.Contains(plain[split..]));

    /// <summary>Without digits and signs at both ends: years, counters, exclamation marks.</summary>
    private static string Undecorated(string lower)
    {
        var first = 0;
        var last = lower.Length;
        while (first < last && !char.IsLetter(lower[first]))
        {
            first++;
        }

        while (last > first && !char.IsLetter(lower[last - 1]))
        {
            last--;
        }

        return lower[first..last];
    }

    /// <summary>With the letters for which digits and signs commonly stand.</summary>
    private static string Plain(string lower) =>
        string.Concat(
            lower
                .Select(c =>
                    c switch
                    {
                        '0' => 'o',
                        '1' or '!' => 'i',
                        '3' => 'e',
                        '4' or '@' => 'a',
                        '5' or '$' => 's',
                        '7' => 't',
                        _ => c,
                    }
                )
                .Where(char.IsLetterOrDigit)
        );

    private static string Reversed(string text) => string.Concat(text.Reverse());

    private static FrozenSet<string> ReadWords()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-words.txt")!;
        using var reader = new StreamReader(stream);
        return reader
            .ReadToEnd()
            .Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenSet(StringComparer.Ordinal);
    }
}
