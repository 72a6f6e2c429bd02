using Holdfast.Data;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Settings;

namespace Holdfast.Portal.Notices.Settings;

/// <summary>Reads and changes what is told to whom. Every portal obeys from its next look on. Secrets go in and never out.</summary>
public sealed class NoticeSettingsBook(IDatabase database, SettingDocuments documents)
{
    public const string Key = "notices";

    private static readonly SettingDocument<NoticeSettings> Document = new(
        Key,
        NoticeSettings.SecretPrefix,
        SecretsOf,
        Told
    );

    public Task<NoticeSettings> ReadAsync(IUnitOfWork unit) => documents.ReadAsync(unit, Document);

    public Task<NoticeSettings> ReadAsync(CancellationToken cancel) => database.ReadAsync(ReadAsync, cancel);

    /// <param name="wanted">Null: no mail is sent any more.</param>
    public Task<IReadOnlyList<Problem>> SetMailAsync(MailDraft? wanted, Actor actor, CancellationToken cancel) =>
        documents.ChangeAsync(
            Document,
            (actor, "notice.mail", wanted?.Host ?? ""),
            async (unit, before) =>
            {
                if (wanted is null)
                {
                    return before with { Mail = null };
                }

                var problems = NoticeRules.Check(wanted, before.Mail);
                return problems.Count > 0
                    ? Outcome<NoticeSettings>.Failed(problems)
                    : before with
                    {
                        Mail = await WithPasswordAsync(unit, wanted, before.Mail),
                    };
            },
            cancel
        );

    public Task<IReadOnlyList<Problem>> ChooseAsync(NoticeChoiceDraft wanted, Actor actor, CancellationToken cancel) =>
        documents.ChangeAsync(
            Document,
            (actor, "notice.choose", ""),
            (_, before) =>
            {
                var problems = NoticeRules.Check(wanted);
                return Task.FromResult(
                    problems.Count > 0
                        ? Outcome<NoticeSettings>.Failed(problems)
                        : before with
                        {
                            Administrators = wanted.Administrators ?? before.Administrators,
                            AdministratorKinds = wanted.AdministratorKinds ?? before.AdministratorKinds,
                            PersonKinds = wanted.PersonKinds ?? before.PersonKinds,
                        }
                );
            },
            cancel
        );

    /// <param name="isNew">There must be none of this id yet; otherwise there must be one.</param>
    public Task<IReadOnlyList<Problem>> SetWebhookAsync(
        Guid id,
        bool isNew,
        WebhookDraft wanted,
        Actor actor,
        CancellationToken cancel
    ) =>
        documents.ChangeAsync(
            Document,
            (actor, "notice.webhook", HostOf(wanted.Url)),
            async (unit, before) =>
            {
                var old = before.Webhooks.FirstOrDefault(hook => hook.Id == id);
                if (old is null != isNew)
                {
                    // A form sent twice makes one.
                    return isNew ? before : NoticeProblems.UnknownWebhook.At($"{id}", "");
                }

                Problem[] problems =
                [
                    .. NoticeRules.Check(wanted, old),
                    .. isNew && before.Webhooks.Count >= NoticeRules.MostWebhooks
                        ? [NoticeProblems.TooMany.At("url", $"At most {NoticeRules.MostWebhooks} webhooks.")]
                        : Array.Empty<Problem>(),
                ];
                if (problems.Length > 0)
                {
                    return Outcome<NoticeSettings>.Failed(problems);
                }

                var secret = string.IsNullOrEmpty(wanted.Secret)
                    ? old!.SecretId
                    : await documents.SealAsync(unit, Document, wanted.Secret);
                var hook = new WebhookSettings(id, wanted.Url, secret, wanted.Kinds ?? old?.Kinds ?? []);
                return before with { Webhooks = [.. before.Webhooks.Where(one => one.Id != id), hook] };
            },
            cancel
        );

    public Task<IReadOnlyList<Problem>> RemoveWebhookAsync(Guid id, Actor actor, CancellationToken cancel) =>
        documents.ChangeAsync(
            Document,
            (actor, "notice.webhook-remove", $"{id}"),
            (_, before) =>
                Task.FromResult<Outcome<NoticeSettings>>(
                    before.Webhooks.Any(hook => hook.Id == id)
                        ? before with
                        {
                            Webhooks = [.. before.Webhooks.Where(hook => hook.Id != id)],
                        }
                        : NoticeProblems.UnknownWebhook.At($"{id}", "")
                ),
            cancel
        );

    /// <returns>Null: there is none.</returns>
    public Task<string?> PasswordAsync(MailSettings mail, CancellationToken cancel) =>
        documents.SecretAsync(mail.PasswordName, cancel);

    public Task<string?> SecretAsync(WebhookSettings hook, CancellationToken cancel) =>
        documents.SecretAsync(hook.SecretName, cancel);

    private async Task<MailSettings> WithPasswordAsync(IUnitOfWork unit, MailDraft wanted, MailSettings? before) =>
        new(
            wanted.Host,
            wanted.RealPort,
            wanted.Security,
            string.IsNullOrEmpty(wanted.User) ? null : wanted.User,
            string.IsNullOrEmpty(wanted.User) ? null
                : NoticeRules.KeepsPassword(wanted, before) ? before!.PasswordId
                : await documents.SealAsync(unit, Document, wanted.Password!),
            wanted.Sender
        );

    private static IEnumerable<string> SecretsOf(NoticeSettings of) =>
        [
            .. of.Webhooks.Select(hook => hook.SecretName),
            .. of.Mail?.PasswordName is { } name ? [name] : Array.Empty<string>(),
        ];

    /// <summary>For the audit log. The path of a webhook is a secret at some receivers.</summary>
    private static object Told(NoticeSettings of) =>
        new
        {
            of.Mail,
            of.Administrators,
            of.AdministratorKinds,
            of.PersonKinds,
            Webhooks = of.Webhooks.Select(hook => new
            {
                hook.Id,
                Host = HostOf(hook.Url),
                hook.SecretId,
                hook.Kinds,
            }),
        };

    private static string HostOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.Host : "";
}
