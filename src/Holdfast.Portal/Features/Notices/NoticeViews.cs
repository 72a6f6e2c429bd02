using Holdfast.Data;
using Holdfast.Data.Notices;
using Holdfast.Portal.Notices;
using Holdfast.Portal.Notices.Settings;

namespace Holdfast.Portal.Features.Notices;

/// <summary>What was told last, and what is on its way.</summary>
public sealed class NoticeViews(
    IDatabase database,
    NoticeDeliveryStore deliveries,
    NoticeStore notices,
    NoticeSettingsBook settings
)
{
    /// <param name="before">The last one of the page before; null: from the newest.</param>
    public Task<NoticesView> ReadAsync(bool onlyFailed, DeliveryMark? before, int limit, CancellationToken cancel) =>
        database.ReadAsync(
            async unit =>
            {
                var present = await settings.ReadAsync(unit);
                var found = await deliveries.ListAsync(unit, onlyFailed, before, limit + 1);
                var page = new List<DeliveryView>();
                foreach (var delivery in found.Take(limit))
                {
                    page.Add(await ViewAsync(unit, present, delivery));
                }

                var next = found.Count > limit ? new DeliveryMark(found[limit - 1].At, found[limit - 1].Id) : null;
                return new NoticesView(present, page, next);
            },
            cancel
        );

    private async Task<DeliveryView> ViewAsync(IUnitOfWork unit, NoticeSettings present, NoticeDelivery delivery)
    {
        var first = await notices.OfMessageAsync(unit, delivery.MessageId, 1);
        return new(
            delivery.Id,
            delivery.At,
            delivery.Kind,
            NoticeKinds.Find(delivery.Kind)?.Title ?? delivery.Kind,
            delivery.Channel,
            delivery.Channel == DeliveryChannel.Mail ? delivery.Target : HostOf(present, delivery.Target),
            first.Count == 0 ? "" : first[0].Subject,
            await notices.CountOfMessageAsync(unit, delivery.MessageId),
            delivery.State,
            delivery.Attempts,
            delivery.State == DeliveryState.Waiting ? delivery.NextTryAt : null,
            delivery.EndedAt,
            delivery.Answer
        );
    }

    private static string HostOf(NoticeSettings present, string id) =>
        present.Webhooks.FirstOrDefault(hook => hook.Id.ToString() == id) is { } hook
            ? new Uri(hook.Url).Host
            : "a webhook that was removed";
}
