using Holdfast.Model.Problems;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Notices.Settings;

namespace Holdfast.Portal.Features.Notices;

/// <summary>The administration of notices. Problems name the fields.</summary>
public interface INoticeDesk
{
    Task<NoticesView> ReadAsync(bool onlyFailed, CancellationToken cancel);

    /// <param name="wanted">Null: no mail is sent any more.</param>
    Task<IReadOnlyList<Problem>> SaveMailAsync(Visitor by, MailDraft? wanted, CancellationToken cancel);

    Task<Outcome<TrialResult>> TestMailAsync(MailDraft wanted, string to, CancellationToken cancel);

    Task<IReadOnlyList<Problem>> ChooseAsync(Visitor by, NoticeChoiceDraft wanted, CancellationToken cancel);

    Task<IReadOnlyList<Problem>> SaveWebhookAsync(
        Visitor by,
        Guid id,
        bool isNew,
        WebhookDraft wanted,
        CancellationToken cancel
    );

    Task<IReadOnlyList<Problem>> RemoveWebhookAsync(Visitor by, Guid id, CancellationToken cancel);

    Task<Outcome<TrialResult>> TestWebhookAsync(Guid id, WebhookDraft wanted, CancellationToken cancel);

    Task<Problem?> RetryAsync(Visitor by, Guid id, CancellationToken cancel);
}
