using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Notices.Settings;

namespace Holdfast.Portal.Features.Notices;

/// <summary>The administration of notices, for the pages.</summary>
public sealed class NoticeDesk(NoticeViews views, NoticeSettingsBook settings, NoticeTrials trials, NoticeRetry retry)
    : INoticeDesk
{
    private const int Shown = 50;

    public Task<NoticesView> ReadAsync(bool onlyFailed, CancellationToken cancel) =>
        views.ReadAsync(onlyFailed, before: null, Shown, cancel);

    public Task<IReadOnlyList<Problem>> SaveMailAsync(Visitor by, MailDraft? wanted, CancellationToken cancel) =>
        settings.SetMailAsync(wanted, Actor.Of(by), cancel);

    public Task<Outcome<TrialResult>> TestMailAsync(MailDraft wanted, string to, CancellationToken cancel) =>
        trials.MailAsync(wanted, to, cancel);

    public Task<IReadOnlyList<Problem>> ChooseAsync(Visitor by, NoticeChoiceDraft wanted, CancellationToken cancel) =>
        settings.ChooseAsync(wanted, Actor.Of(by), cancel);

    public Task<IReadOnlyList<Problem>> SaveWebhookAsync(
        Visitor by,
        Guid id,
        bool isNew,
        WebhookDraft wanted,
        CancellationToken cancel
    ) => settings.SetWebhookAsync(id, isNew, wanted, Actor.Of(by), cancel);

    public Task<IReadOnlyList<Problem>> RemoveWebhookAsync(Visitor by, Guid id, CancellationToken cancel) =>
        settings.RemoveWebhookAsync(id, Actor.Of(by), cancel);

    public Task<Outcome<TrialResult>> TestWebhookAsync(Guid id, WebhookDraft wanted, CancellationToken cancel) =>
        trials.WebhookAsync(id, wanted, cancel);

    public Task<Problem?> RetryAsync(Visitor by, Guid id, CancellationToken cancel) =>
        retry.RetryAsync(id, Actor.Of(by), cancel);
}
