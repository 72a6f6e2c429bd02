namespace Holdfast.Link.Enrolling;

/// <summary>Crockford's base 32: no letter that looks like a digit, and what people write instead is understood.</summary>
internal static class Base32
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new char[((bytes.Length * 8) + 4) / 5];
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = Alphabet[FiveBits(bytes, i * 5)];
        }
        return new string(text);
    }

    /// <summary>Hyphens and white space are skipped; null: another character stands there, or bits are left over.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        var bytes = new List<byte>(text.Length * 5 / 8);
        var (bits, count) = (0, 0);
        foreach (var letter in text)
        {
            if (letter == '-' || char.IsWhiteSpace(letter))
            {
                continue;
            }
            if (ValueOf(letter) is not { } value)
            {
                return null;
            }
            (bits, count) = ((bits << 5) | value, count + 5);
            if (count >= 8)
            {
                count -= 8;
                bytes.Add((byte)(bits >> count));
                bits &= (1 << count) - 1;
            }
        }
        return count < 5 && bits == 0 ? [.. bytes] : null;
    }

    private static int FiveBits(ReadOnlySpan<byte> bytes, int start)
    {
        var first = bytes[start / 8] << 8;
        var second = (start / 8) + 1 < bytes.Length ? bytes[(start / 8) + 1] : 0;
        return ((first | second) >> (11 - (start % 8))) & 31;
    }

    private static int? ValueOf(char letter)
    {
        var small = char.ToLowerInvariant(letter) switch
        {
            'o' => '0',
            'i' or 'l' => '1',
            var other => other,
        };
        var value = Alphabet.IndexOf(small, StringComparison.Ordinal);
        return value < 0 ? null : value;
    }
}
