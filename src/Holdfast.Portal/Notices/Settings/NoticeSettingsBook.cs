using System.Text.Json;
using Holdfast.Data;
using Holdfast.Data.Secrets;
using Holdfast.Data.Settings;
using Holdfast.Model.Json;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Secrets;

namespace Holdfast.Portal.Notices.Settings;

/// <summary>Reads and changes what is told to whom. Every portal obeys from its next look on. Secrets go in and never out.</summary>
public sealed class NoticeSettingsBook(
    IDatabase database,
    SettingStore settings,
    SecretStore secrets,
    Vault vault,
    AuditLog audit,
    TimeProvider clock
)
{
    public const string Key = "notices";

    private const string Nothing = "{}";

    public async Task<NoticeSettings> ReadAsync(IUnitOfWork unit) =>
        await settings.FindAsync(unit, Key) is { } document ? Parse(document) : NoticeSettings.Defaults;

    public Task<NoticeSettings> ReadAsync(CancellationToken cancel) => database.ReadAsync(ReadAsync, cancel);

    /// <param name="wanted">Null: no mail is sent any more.</param>
    public Task<IReadOnlyList<Problem>> SetMailAsync(MailDraft? wanted, Actor actor, CancellationToken cancel) =>
        ChangeAsync(
            actor,
            "notice.mail",
            wanted?.Host ?? "",
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
        ChangeAsync(
            actor,
            "notice.choose",
            "",
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
        ChangeAsync(
            actor,
            "notice.webhook",
            HostOf(wanted.Url),
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

                var secret = string.IsNullOrEmpty(wanted.Secret) ? old!.SecretId : await SealAsync(unit, wanted.Secret);
                var hook = new WebhookSettings(id, wanted.Url, secret, wanted.Kinds ?? old?.Kinds ?? []);
                return before with { Webhooks = [.. before.Webhooks.Where(one => one.Id != id), hook] };
            },
            cancel
        );

    public Task<IReadOnlyList<Problem>> RemoveWebhookAsync(Guid id, Actor actor, CancellationToken cancel) =>
        ChangeAsync(
            actor,
            "notice.webhook-remove",
            $"{id}",
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
        mail.PasswordName is { } name
            ? database.ReadAsync(unit => vault.FindAsync(unit, name), cancel)
            : Task.FromResult<string?>(null);

    public Task<string?> SecretAsync(WebhookSettings hook, CancellationToken cancel) =>
        database.ReadAsync(unit => vault.FindAsync(unit, hook.SecretName), cancel);

    private Task<IReadOnlyList<Problem>> ChangeAsync(
        Actor actor,
        string action,
        string subject,
        Func<IUnitOfWork, NoticeSettings, Task<Outcome<NoticeSettings>>> change,
        CancellationToken cancel
    ) =>
        database.WriteAsync(
            async unit =>
            {
                var now = clock.GetUtcNow();
                var before = Parse(await settings.FindForChangeAsync(unit, Key, Nothing, now));
                var changed = await change(unit, before);
                if (changed.Value is { } after && after != before)
                {
                    await settings.PutAsync(unit, Key, JsonSerializer.Serialize(after, ModelJson.Options), now);
                    await ForgetAsync(unit, before, after);
                    await audit.AddAsync(
                        unit,
                        actor,
                        action,
                        subject,
                        new { Before = Told(before), After = Told(after) }
                    );
                }

                return changed.Problems;
            },
            cancel
        );

    private async Task<MailSettings> WithPasswordAsync(IUnitOfWork unit, MailDraft wanted, MailSettings? before) =>
        new(
            wanted.Host,
            wanted.RealPort,
            wanted.Security,
            string.IsNullOrEmpty(wanted.User) ? null : wanted.User,
            string.IsNullOrEmpty(wanted.User) ? null
                : NoticeRules.KeepsPassword(wanted, before) ? before!.PasswordId
                : await SealAsync(unit, wanted.Password!),
            wanted.Sender
        );

    /// <summary>Under a new id: a secret never changes under its name.</summary>
    private async Task<Guid> SealAsync(IUnitOfWork unit, string secret)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        await vault.GetOrMakeAsync(unit, NoticeSettings.SecretPrefix + id.ToString("N"), () => secret);
        return id;
    }

    /// <summary>Secrets that nothing refers to any more.</summary>
    private async Task ForgetAsync(IUnitOfWork unit, NoticeSettings before, NoticeSettings after)
    {
        foreach (var name in SecretsOf(before).Except(SecretsOf(after), StringComparer.Ordinal))
        {
            await secrets.RemoveAsync(unit, name);
        }
    }

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

    private static NoticeSettings Parse(string document) =>
        JsonSerializer.Deserialize<NoticeSettings>(document, ModelJson.Tolerant)!;
}
