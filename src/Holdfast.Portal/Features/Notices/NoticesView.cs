using Holdfast.Data.Notices;
using Holdfast.Portal.Notices.Settings;

namespace Holdfast.Portal.Features.Notices;

/// <summary>What is told to whom, and what was told last.</summary>
public sealed record NoticesView(NoticeSettings Settings, IReadOnlyList<DeliveryView> Deliveries, DeliveryMark? Next);

/// <summary>A message on its way to one recipient. Also the form of the admin API.</summary>
/// <param name="Title">The kind in words.</param>
/// <param name="To">An address, or the host of a webhook.</param>
/// <param name="About">What the first notice is about.</param>
/// <param name="Count">Notices that the message tells.</param>
/// <param name="NextTryAt">Null: there is none.</param>
/// <param name="Answer">How the last try ended; empty: there was none.</param>
public sealed record DeliveryView(
    Guid Id,
    DateTimeOffset At,
    string Kind,
    string Title,
    DeliveryChannel Channel,
    string To,
    string About,
    int Count,
    DeliveryState State,
    int Attempts,
    DateTimeOffset? NextTryAt,
    DateTimeOffset? EndedAt,
    string Answer
);
