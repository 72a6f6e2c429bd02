namespace Holdfast.Identity.Factors;

/// <summary>Bytes as characters that stand for five bits each, without padding.</summary>
internal sealed class Base32Alphabet(string characters)
{
    /// <summary>RFC 4648 section 6: what authenticator apps read.</summary>
    public static readonly Base32Alphabet Rfc4648 = new("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");

    /// <summary>Crockford's: without letters that look like digits, for what people copy by hand.</summary>
    public static readonly Base32Alphabet Crockford = new("0123456789ABCDEFGHJKMNPQRSTVWXYZ");

    private const int BitsOfCharacter = 5;

    public bool Has(char character) => characters.Contains(character, StringComparison.Ordinal);

    public string Write(ReadOnlySpan<byte> bytes)
    {
        var text = new char[((bytes.Length * 8) + BitsOfCharacter - 1) / BitsOfCharacter];
        var (buffer, bits, next) = (0, 0, 0);
        foreach (var one in bytes)
        {
            (buffer, bits) = (((buffer << 8) | one) & 0xffff, bits + 8);
            while (bits >= BitsOfCharacter)
            {
                bits -= BitsOfCharacter;
                text[next++] = characters[(buffer >> bits) & 31];
            }
        }

        if (bits > 0)
        {
            text[next] = characters[(buffer << (BitsOfCharacter - bits)) & 31];
        }

        return new string(text);
    }
}
