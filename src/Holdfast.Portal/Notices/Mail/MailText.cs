using System.Globalization;
using System.Text;

namespace Holdfast.Portal.Notices.Mail;

/// <summary>What a message says in a mail. Pure.</summary>
internal static class MailText
{
    public static string Subject(NoticeMessage message) =>
        message.Count > 1 ? $"Holdfast: {message.Kind.Title} ({message.Count} notices)"
        : message.Kind.Audience == NoticeAudience.Person ? $"Holdfast: {message.Kind.Title}"
        : $"Holdfast: {message.Notices[0].Subject}: {message.Kind.Title}";

    /// <param name="portal">The portal's public address, without a slash behind.</param>
    public static string Body(NoticeMessage message, string portal)
    {
        var body = new StringBuilder();
        foreach (var notice in message.Notices)
        {
            var at = notice.At.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
            body.Append(at).Append("  ").Append(notice.Text).Append('\n');
        }

        if (message.Count > message.Notices.Count)
        {
            body.Append(CultureInfo.InvariantCulture, $"… and {message.Count - message.Notices.Count} more.\n");
        }

        return body.Append('\n')
            .Append(portal)
            .Append(message.Kind.Page)
            .Append('\n')
            .Append('\n')
            .Append(
                message.Kind.Audience == NoticeAudience.Person
                    ? "If this is not your doing, change your password and tell your administrator.\n"
                    : "What is told to whom is set on the page Notices of the portal.\n"
            )
            .ToString();
    }
}
