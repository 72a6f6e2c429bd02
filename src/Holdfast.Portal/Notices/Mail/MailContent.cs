using System.Globalization;
using System.Text;

namespace Holdfast.Portal.Notices.Mail;

/// <summary>A mail of text, as RFC 5322 and RFC 2045 want it. Pure.</summary>
internal static class MailContent
{
    private const string End = "\r\n";

    /// <summary>Of a line of base64, RFC 2045 section 6.8.</summary>
    private const int LineOfBase64 = 76;

    /// <param name="id">By which a repetition is known.</param>
    /// <param name="domain">Behind the id, RFC 5322 section 3.6.4: a name of ours.</param>
    /// <param name="text">Lines ended by LF.</param>
    public static string Write(
        MailAddress from,
        string to,
        string subject,
        string text,
        Guid id,
        string domain,
        DateTimeOffset at
    )
    {
        var content = new StringBuilder();
        Field(
            content,
            "From",
            from.Name.Length == 0 ? from.Address : $"{HeaderText.Phrase(from.Name)} <{from.Address}>"
        );
        Field(content, "To", to);
        Field(content, "Subject", HeaderText.Of(subject));
        Field(
            content,
            "Date",
            at.ToUniversalTime().ToString("ddd, d MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture)
        );
        Field(content, "Message-ID", $"<{id:N}@{domain}>");
        // RFC 3834: nobody's absence answers it.
        Field(content, "Auto-Submitted", "auto-generated");
        Field(content, "MIME-Version", "1.0");
        Field(content, "Content-Type", "text/plain; charset=utf-8");
        Field(content, "Content-Transfer-Encoding", "base64");
        content.Append(End);
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(text.ReplaceLineEndings(End)));
        for (var at76 = 0; at76 < encoded.Length; at76 += LineOfBase64)
        {
            content.Append(encoded.AsSpan(at76, Math.Min(LineOfBase64, encoded.Length - at76))).Append(End);
        }

        return content.ToString();
    }

    private static void Field(StringBuilder content, string name, string value) =>
        content.Append(name).Append(": ").Append(value).Append(End);
}
