using Holdfast.Data.Notices;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Notices;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Notices;
using Holdfast.Portal.Notices.Settings;
using Holdfast.Portal.Notices.Smtp;

namespace Holdfast.Web.OnFakes;

/// <summary>A mail server, a webhook and a history with something that failed. Judged by the real rules.</summary>
internal sealed class FakeNotices : INoticeDesk
{
    private static readonly Guid Hook = Guid.Parse("0198c0de-0000-7000-8000-000000000001");

    public NoticeSettings Settings { get; private set; } =
        new()
        {
            Mail = new("mail.example.org", 587, SmtpSecurity.Starttls, "vpn", Guid.Empty, "Holdfast <vpn@example.org>"),
            Administrators = ["admin@example.org", "second@example.org"],
            Webhooks =
            [
                new(Hook, "https://hooks.example.org/services/a-rather-long-path/holdfast", Guid.Empty, ["node.down"]),
            ],
        };

    /// <summary>What was asked for last.</summary>
    public string Asked { get; private set; } = "";

    public Task<NoticesView> ReadAsync(bool onlyFailed, CancellationToken cancel) =>
        Task.FromResult(
            new NoticesView(
                Settings,
                [.. All().Where(one => !onlyFailed || one.Answer.StartsWith("HF-", StringComparison.Ordinal))],
                null
            )
        );

    public Task<IReadOnlyList<Problem>> SaveMailAsync(Visitor by, MailDraft? wanted, CancellationToken cancel)
    {
        var problems = wanted is null ? [] : NoticeRules.Check(wanted, Settings.Mail);
        if (problems.Count == 0)
        {
            Settings = Settings with
            {
                Mail = wanted is null
                    ? null
                    : new(wanted.Host, wanted.Port ?? 587, wanted.Security, wanted.User, Guid.Empty, wanted.Sender),
            };
        }

        return Task.FromResult(problems);
    }

    public Task<Outcome<TrialResult>> TestMailAsync(MailDraft wanted, string to, CancellationToken cancel)
    {
        var problems = NoticeRules.Check(wanted, Settings.Mail);
        Asked = $"test {wanted.Host} {to}";
        return Task.FromResult<Outcome<TrialResult>>(
            problems.Count > 0
                ? Outcome<TrialResult>.Failed(problems)
                : TrialResult.Of(
                    SendResult.Bad(
                        [
                            "The name mail.example.org is known: 192.0.2.25",
                            "Port 587 is open",
                            "The connection is encrypted",
                        ],
                        SmtpProblems.SignInFailed.At("mail.example.org", "535 5.7.8 wrong password")
                    )
                )
        );
    }

    public Task<IReadOnlyList<Problem>> ChooseAsync(Visitor by, NoticeChoiceDraft wanted, CancellationToken cancel)
    {
        var problems = NoticeRules.Check(wanted);
        if (problems.Count == 0)
        {
            Settings = Settings with
            {
                Administrators = wanted.Administrators!,
                AdministratorKinds = wanted.AdministratorKinds!,
                PersonKinds = wanted.PersonKinds!,
            };
        }

        return Task.FromResult(problems);
    }

    public Task<IReadOnlyList<Problem>> SaveWebhookAsync(
        Visitor by,
        Guid id,
        bool isNew,
        WebhookDraft wanted,
        CancellationToken cancel
    )
    {
        var before = Settings.Webhooks.FirstOrDefault(one => one.Id == id);
        var problems = NoticeRules.Check(wanted, before);
        if (problems.Count == 0)
        {
            Settings = Settings with
            {
                Webhooks =
                [
                    .. Settings.Webhooks.Where(one => one.Id != id),
                    new(id, wanted.Url, Guid.Empty, wanted.Kinds!),
                ],
            };
        }

        return Task.FromResult(problems);
    }

    public Task<IReadOnlyList<Problem>> RemoveWebhookAsync(Visitor by, Guid id, CancellationToken cancel)
    {
        Settings = Settings with { Webhooks = [.. Settings.Webhooks.Where(one => one.Id != id)] };
        return Task.FromResult<IReadOnlyList<Problem>>([]);
    }

    public Task<Outcome<TrialResult>> TestWebhookAsync(Guid id, WebhookDraft wanted, CancellationToken cancel) =>
        Task.FromResult<Outcome<TrialResult>>(
            TrialResult.Of(SendResult.Good(["Port 443 is open", "It answers 204"], "204"))
        );

    public Task<Problem?> RetryAsync(Visitor by, Guid id, CancellationToken cancel)
    {
        Asked = $"retry {id}";
        return Task.FromResult<Problem?>(null);
    }

    private static IEnumerable<DeliveryView> All()
    {
        var now = FakeWorld.Now;
        yield return new(
            Guid.Parse("0198c0de-0000-7000-8000-000000000003"),
            now.AddMinutes(-3),
            "node.down",
            NoticeKinds.NodeDown.Title,
            DeliveryChannel.Webhook,
            "hooks.example.org",
            "node-2",
            57,
            DeliveryState.Waiting,
            2,
            now.AddMinutes(1),
            EndedAt: null,
            "HF-2144 hooks.example.org: The webhook refuses the notice: 503 Its status and first words say why."
        );
        yield return new(
            Guid.Parse("0198c0de-0000-7000-8000-000000000002"),
            now.AddMinutes(-3),
            "node.down",
            NoticeKinds.NodeDown.Title,
            DeliveryChannel.Mail,
            "admin@example.org",
            "node-2",
            57,
            DeliveryState.Delivered,
            1,
            NextTryAt: null,
            now.AddMinutes(-3),
            "250 2.0.0 Ok: queued as 4A1B2C"
        );
        yield return new(
            Guid.Parse("0198c0de-0000-7000-8000-000000000001"),
            now.AddDays(-2),
            "person.new-app",
            NoticeKinds.NewApp.Title,
            DeliveryChannel.Mail,
            "somebody.with.a.long.name@department.example.org",
            "ada",
            1,
            DeliveryState.GivenUp,
            1,
            NextTryAt: null,
            now.AddDays(-2),
            "HF-2128 mail.example.org: The mail server refuses the recipient: 550 5.1.1 no such user"
        );
    }
}
