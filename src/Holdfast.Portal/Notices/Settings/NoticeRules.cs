using Holdfast.Model.Addresses;
using Holdfast.Model.Problems;
using Holdfast.Portal.Notices.Mail;
using Holdfast.Portal.Notices.Smtp;
using Holdfast.Portal.Notices.Webhooks;

namespace Holdfast.Portal.Notices.Settings;

/// <summary>All that is wrong with wanted settings, at once. Pure.</summary>
public static class NoticeRules
{
    public const int MostAdministrators = 20;
    public const int MostWebhooks = 20;

    /// <summary>Of a user and of a password, in characters. Ours.</summary>
    private const int LongestSignIn = 200;

    /// <param name="before">What is in force; null: no server is set.</param>
    public static IReadOnlyList<Problem> Check(MailDraft wanted, MailSettings? before) =>
        [.. Server(wanted), .. SignIn(wanted, before), .. MailAddress.ReadNamed(wanted.Sender, "sender").Problems];

    public static IReadOnlyList<Problem> Check(NoticeChoiceDraft wanted) =>
        [
            .. (wanted.Administrators ?? []).SelectMany(
                (address, index) => MailAddress.Read(address, $"administrators[{index}]").Problems
            ),
            .. wanted.Administrators is { Count: > MostAdministrators }
                ? [NoticeProblems.TooMany.At("administrators", $"At most {MostAdministrators} addresses.")]
                : Array.Empty<Problem>(),
            .. Kinds(wanted.AdministratorKinds, "administratorKinds", NoticeAudience.Administrators),
            .. Kinds(wanted.PersonKinds, "personKinds", NoticeAudience.Person),
        ];

    /// <param name="before">What is in force; null: it is new.</param>
    public static IReadOnlyList<Problem> Check(WebhookDraft wanted, WebhookSettings? before)
    {
        // A secret that was meant for one receiver is not given to another.
        var needsSecret = before is null || before.Url != wanted.Url;
        return
        [
            .. WebhookTarget.Read(wanted.Url, "url").Problems,
            .. string.IsNullOrEmpty(wanted.Secret)
                ? needsSecret
                    ? [NoticeProblems.BadSecret.At("secret", "There is none for this address.")]
                    : Array.Empty<Problem>()
                : WebhookSecret.Check(wanted.Secret, "secret") is { } wrong
                    ? [wrong]
                    : [],
            .. Kinds(wanted.Kinds, "kinds", audience: null),
        ];
    }

    /// <summary>The password is for this server and user, and nobody else is told it.</summary>
    public static bool KeepsPassword(MailDraft wanted, MailSettings? before) =>
        before is { PasswordId: not null }
        && string.IsNullOrEmpty(wanted.Password)
        && before.Host == wanted.Host
        && before.Port == wanted.RealPort
        && before.Security == wanted.Security
        && before.User == wanted.User;

    private static IEnumerable<Problem> Server(MailDraft wanted)
    {
        if (!HostSyntax.IsHost(wanted.Host))
        {
            yield return NoticeProblems.BadHost.At("host", Quoted(wanted.Host));
        }
        else if (wanted.Security == SmtpSecurity.None && !Resolver.IsLoopback(wanted.Host))
        {
            yield return NoticeProblems.PlainNotAllowed.At("security", "");
        }

        if (wanted.RealPort is < 1 or > 65535)
        {
            yield return NoticeProblems.BadPort.At("port", $"{wanted.RealPort}.");
        }
    }

    private static IEnumerable<Problem> SignIn(MailDraft wanted, MailSettings? before)
    {
        var (user, password) = (wanted.User ?? "", wanted.Password ?? "");
        if (user.Length > LongestSignIn || user.Any(char.IsControl))
        {
            yield return NoticeProblems.BadUser.At("user", $"At most {LongestSignIn} characters.");
        }

        if (password.Length > LongestSignIn || password.Any(char.IsControl))
        {
            yield return NoticeProblems.BadUser.At("password", $"At most {LongestSignIn} characters.");
        }

        if (user.Length == 0 && password.Length > 0)
        {
            yield return NoticeProblems.BadUser.At("user", "There is a password without a user.");
        }

        if (user.Length > 0 && password.Length == 0 && !KeepsPassword(wanted, before))
        {
            yield return NoticeProblems.BadUser.At("password", "There is none for this server and user.");
        }
    }

    private static IEnumerable<Problem> Kinds(IReadOnlyList<string>? names, string where, NoticeAudience? audience) =>
        (names ?? [])
            .Select((name, index) => (Name: name, Index: index))
            .Where(one =>
                NoticeKinds.Find(one.Name) is not { } kind || (audience is not null && kind.Audience != audience)
            )
            .Select(one => NoticeProblems.UnknownKind.At($"{where}[{one.Index}]", Quoted(one.Name)));

    private static string Quoted(string text) => text.Length > 60 ? $"“{text[..60]}…”." : $"“{text}”.";
}
