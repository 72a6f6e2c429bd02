using System.Text;

namespace Holdfast.Portal.Tests.Notices.Peers;

/// <summary>What a person reads of a mail.</summary>
internal static class MailText
{
    public static string Body(string mail)
    {
        var end = mail.IndexOf("\n\n", StringComparison.Ordinal);
        return Encoding.UTF8.GetString(
            Convert.FromBase64String(mail[end..].Replace("\n", "", StringComparison.Ordinal))
        );
    }

    public static string Header(string mail, string name) =>
        mail.Split('\n').First(line => line.StartsWith(name + ": ", StringComparison.Ordinal))[(name.Length + 2)..];
}
