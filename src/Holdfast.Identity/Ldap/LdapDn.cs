using System.Text;

namespace Holdfast.Identity.Ldap;

/// <summary>Distinguished names (RFC 4514), as far as we have to understand them.</summary>
public static class LdapDn
{
    /// <summary>What makes two names the same for us: case and spaces around separators do not count.</summary>
    public static string Key(string dn)
    {
        var key = new StringBuilder(dn.Length);
        for (var at = 0; at < dn.Length; at++)
        {
            if (dn[at] == '\\' && at + 1 < dn.Length)
            {
                key.Append(dn[at++]).Append(dn[at]);
            }
            else if (dn[at] != ' ' || !(IsBesideSeparator(dn, at)))
            {
                key.Append(dn[at]);
            }
        }

        return key.ToString().Trim().ToLowerInvariant();
    }

    /// <summary>The value of its first part: <c>VPN users</c> of <c>CN=VPN users,OU=Groups,DC=example</c>.</summary>
    /// <returns>Null: it has none that is text.</returns>
    public static string? FirstValue(string dn)
    {
        var from = dn.IndexOf('=', StringComparison.Ordinal) + 1;
        if (from == 0 || (from < dn.Length && dn[from] == '#'))
        {
            return null;
        }

        // Escaped as characters or as bytes of UTF-8 (RFC 4514 section 2.4).
        var value = new List<byte>();
        for (var at = from; at < dn.Length && dn[at] is not (',' or '+' or ';'); at++)
        {
            if (dn[at] != '\\')
            {
                var length = char.IsHighSurrogate(dn[at]) && at + 1 < dn.Length ? 2 : 1;
                value.AddRange(Encoding.UTF8.GetBytes(dn.Substring(at, length)));
                at += length - 1;
            }
            else if (at + 2 < dn.Length && char.IsAsciiHexDigit(dn[at + 1]) && char.IsAsciiHexDigit(dn[at + 2]))
            {
                value.Add(Convert.FromHexString(dn.AsSpan(at + 1, 2))[0]);
                at += 2;
            }
            else if (++at < dn.Length)
            {
                value.AddRange(Encoding.UTF8.GetBytes(dn.Substring(at, 1)));
            }
        }

        var text = Encoding.UTF8.GetString([.. value]).Trim();
        return text.Length == 0 ? null : text;
    }

    private static bool IsBesideSeparator(string dn, int at)
    {
        var (before, after) = (at - 1, at + 1);
        while (before >= 0 && dn[before] == ' ')
        {
            before--;
        }

        while (after < dn.Length && dn[after] == ' ')
        {
            after++;
        }

        return before < 0
            || after >= dn.Length
            || dn[after] is ',' or '=' or '+' or ';'
            || (dn[before] is ',' or '=' or '+' or ';' && !(before > 0 && dn[before - 1] == '\\'));
    }
}
