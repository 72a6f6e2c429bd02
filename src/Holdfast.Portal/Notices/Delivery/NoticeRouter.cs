using Holdfast.Data;
using Holdfast.Data.Notices;
using Holdfast.Portal.Notices.Settings;

namespace Holdfast.Portal.Notices.Delivery;

/// <summary>Puts notices that waited long enough together into messages, and these on their way.</summary>
public sealed class NoticeRouter(NoticeStore notices, NoticeDeliveryStore deliveries, NoticeSettingsBook settings)
{
    /// <summary>Messages made at once.</summary>
    private const int Batch = 200;

    public async Task RouteAsync(IUnitOfWork unit, DateTimeOffset now)
    {
        var pending = await notices.PendingAsync(unit, Batch);
        if (pending.Count == 0)
        {
            return;
        }

        var present = await settings.ReadAsync(unit);
        foreach (var group in pending)
        {
            await RouteAsync(unit, group, present, now);
        }
    }

    private async Task RouteAsync(IUnitOfWork unit, PendingNotices group, NoticeSettings present, DateTimeOffset now)
    {
        var kind = NoticeKinds.Find(group.Kind);
        var targets = kind is null ? [] : Targets.Of(present, kind, group.Recipient);
        if (targets.Count == 0)
        {
            await notices.DropAsync(unit, group.Kind, group.Recipient);
            return;
        }

        var last = await deliveries.LastAsync(unit, group.Kind, group.Recipient);
        if (!GatheringRules.IsDue(kind!.Audience, group.Oldest, last, now))
        {
            return;
        }

        var message = Guid.CreateVersion7(now);
        await notices.PutIntoAsync(unit, message, group.Kind, group.Recipient);
        foreach (var (channel, target) in targets)
        {
            await deliveries.AddAsync(
                unit,
                new NoticeDelivery
                {
                    Id = Guid.CreateVersion7(now),
                    MessageId = message,
                    At = now,
                    Kind = group.Kind,
                    Channel = channel,
                    Target = target,
                    DueSince = now,
                    NextTryAt = now,
                }
            );
        }
    }
}
