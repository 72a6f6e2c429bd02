using Holdfast.Model.Addresses;
using Holdfast.Model.Problems;

namespace Holdfast.Portal.Notices.Mail;

/// <summary>
/// A mail address, RFC 5321 section 4.1.2, in the form that all servers take: ASCII, no quotes, a domain with a dot or <c>localhost</c>.
/// </summary>
/// <param name="Name">What stands before it, as in <c>Name &lt;address&gt;</c>; empty: nothing.</param>
public sealed record MailAddress(string Name, string Address)
{
    /// <summary>RFC 5321 section 4.5.3.1.3: a path has 256, with its brackets.</summary>
    public const int Longest = 254;

    /// <summary>RFC 5321 section 4.5.3.1.1.</summary>
    private const int LongestLocal = 64;

    /// <summary>Ours.</summary>
    private const int LongestName = 100;

    /// <param name="where">The field, for the problem.</param>
    public static Outcome<MailAddress> Read(string text, string where) =>
        IsAddress(text) ? new MailAddress("", text) : NoticeProblems.BadMailAddress.At(where, Quoted(text));

    /// <summary>With a name before it or without.</summary>
    public static Outcome<MailAddress> ReadNamed(string text, string where)
    {
        var open = text.LastIndexOf('<');
        if (open < 0)
        {
            return Read(text, where);
        }

        var name = text[..open].Trim().Trim('"').Trim();
        var address = text[(open + 1)..].TrimEnd();
        return
            address.EndsWith('>') && IsAddress(address[..^1]) && name.Length <= LongestName && !name.Any(char.IsControl)
            ? new MailAddress(name, address[..^1])
            : NoticeProblems.BadMailAddress.At(where, Quoted(text));
    }

    public override string ToString() => Name.Length == 0 ? Address : $"{Name} <{Address}>";

    private static bool IsAddress(string text)
    {
        var at = text.LastIndexOf('@');
        return at is > 0 and <= LongestLocal
            && text.Length <= Longest
            && IsLocal(text[..at])
            && IsDomain(text[(at + 1)..]);
    }

    /// <summary>Dot-string, RFC 5321 section 4.1.2.</summary>
    private static bool IsLocal(string text) =>
        text.Split('.')
            .All(atom =>
                atom.Length > 0
                && atom.All(c =>
                    char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal)
                )
            );

    private static bool IsDomain(string text) =>
        text == "localhost" || (text.Contains('.', StringComparison.Ordinal) && HostSyntax.IsDomain(text));

    private static string Quoted(string text) => text.Length > 60 ? $"“{text[..60]}…”." : $"“{text}”.";
}
