using Holdfast.Data.Notices;
using Holdfast.Model.Problems;
using Holdfast.Portal.Notices;
using Holdfast.Portal.Notices.Delivery;
using Holdfast.Portal.Notices.Mail;
using Holdfast.Portal.Notices.Settings;

namespace Holdfast.Portal.Features.Notices;

/// <summary>Sends a test at once, with settings as they are or as somebody is about to save them, and says step by step how it went.</summary>
public sealed class NoticeTrials(NoticeSettingsBook settings, NoticePostman postman, TimeProvider clock)
{
    /// <param name="wanted">Null: what is in force.</param>
    /// <param name="to">Where it goes.</param>
    public async Task<Outcome<TrialResult>> MailAsync(MailDraft? wanted, string to, CancellationToken cancel)
    {
        var before = (await settings.ReadAsync(cancel)).Mail;
        Problem[] problems =
        [
            .. wanted is null ? [] : NoticeRules.Check(wanted, before),
            .. MailAddress.Read(to, "to").Problems,
            .. wanted is null && before is null ? [NoticeProblems.NoMailServer.At("", "")] : Array.Empty<Problem>(),
        ];
        if (problems.Length > 0)
        {
            return Outcome<TrialResult>.Failed(problems);
        }

        var server = wanted is null
            ? before!
            : new MailSettings(
                wanted.Host,
                wanted.RealPort,
                wanted.Security,
                string.IsNullOrEmpty(wanted.User) ? null : wanted.User,
                PasswordId: null,
                wanted.Sender
            );
        var isKnown = wanted is null || NoticeRules.KeepsPassword(wanted, before);
        var password = isKnown && before is not null ? await settings.PasswordAsync(before, cancel) : wanted?.Password;
        return TrialResult.Of(await postman.TestMailAsync(server, password, to, Message(), cancel));
    }

    /// <param name="id">One that is in force; null: none is.</param>
    /// <param name="wanted">Null: what is in force.</param>
    public async Task<Outcome<TrialResult>> WebhookAsync(Guid? id, WebhookDraft? wanted, CancellationToken cancel)
    {
        var before = (await settings.ReadAsync(cancel)).Webhooks.FirstOrDefault(hook => hook.Id == id);
        if (wanted is null && before is null)
        {
            return NoticeProblems.UnknownWebhook.At($"{id}", "");
        }

        if (wanted is not null && NoticeRules.Check(wanted, before) is { Count: > 0 } problems)
        {
            return Outcome<TrialResult>.Failed(problems);
        }

        var secret = string.IsNullOrEmpty(wanted?.Secret) ? await settings.SecretAsync(before!, cancel) : wanted.Secret;
        return TrialResult.Of(
            await postman.TestWebhookAsync(wanted?.Url ?? before!.Url, secret ?? "", Message(), cancel)
        );
    }

    private NoticeMessage Message()
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        return new(
            id,
            NoticeKinds.Test,
            now,
            [
                new Notice
                {
                    Id = id,
                    At = now,
                    Kind = NoticeKinds.Test.Name,
                    Subject = "test",
                    Text = "This is a test. Whoever reads it will be told what happens.",
                },
            ],
            1
        );
    }
}
