namespace Holdfast.Identity.UserNames;

/// <summary>
/// Which letters are allowed in names. Each was checked against Unicode 15: category L (not modifier letters), and unchanged by NFKC.
/// What is missing between two ranges is missing because it is not so, or looks like punctuation.
/// </summary>
internal static class Scripts
{
    private static readonly (char First, char Last, Script Script)[] Ranges =
    [
        ('A', 'Z', Script.Latin),
        ('a', 'z', Script.Latin),
        ('\u00C0', '\u00D6', Script.Latin),
        ('\u00D8', '\u00F6', Script.Latin),
        ('\u00F8', '\u0131', Script.Latin),
        ('\u0134', '\u013E', Script.Latin),
        ('\u0141', '\u0148', Script.Latin),
        ('\u014A', '\u017E', Script.Latin),
        ('\u0180', '\u01BF', Script.Latin),
        ('\u01CD', '\u01F0', Script.Latin),
        ('\u01F4', '\u024F', Script.Latin),
        ('\u1E00', '\u1E99', Script.Latin),
        ('\u1E9C', '\u1EFF', Script.Latin),
        ('\u0386', '\u0386', Script.Greek),
        ('\u0388', '\u038A', Script.Greek),
        ('\u038C', '\u038C', Script.Greek),
        ('\u038E', '\u03A1', Script.Greek),
        ('\u03A3', '\u03CE', Script.Greek),
        ('\u0400', '\u0481', Script.Cyrillic),
        ('\u048A', '\u052F', Script.Cyrillic),
        ('\u0531', '\u0556', Script.Armenian),
        ('\u0561', '\u0586', Script.Armenian),
        ('\u10D0', '\u10FA', Script.Georgian),
        ('\u05D0', '\u05EA', Script.Hebrew),
        ('\u0620', '\u063F', Script.Arabic),
        ('\u0641', '\u064A', Script.Arabic),
        ('\u0671', '\u0674', Script.Arabic),
        ('\u0679', '\u06D3', Script.Arabic),
        ('\u3041', '\u3096', Script.Japanese),
        ('\u30A1', '\u30FA', Script.Japanese),
        ('\u3400', '\u4DBF', Script.Japanese),
        ('\u4E00', '\u9FFF', Script.Japanese),
        ('\uAC00', '\uD7A3', Script.Hangul),
    ];

    /// <returns>Null: not a letter that is allowed.</returns>
    public static Script? Of(char letter)
    {
        foreach (var (first, last, script) in Ranges)
        {
            if (letter >= first && letter <= last)
            {
                return script;
            }
        }

        return null;
    }

    public static IEnumerable<char> AllLetters() =>
        Ranges.SelectMany(range => Enumerable.Range(range.First, range.Last - range.First + 1)).Select(c => (char)c);
}
