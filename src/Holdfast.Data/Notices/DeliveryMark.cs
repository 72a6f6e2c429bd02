namespace Holdfast.Data.Notices;

/// <summary>Where a page of deliveries ends; the next one follows it.</summary>
public sealed record DeliveryMark(DateTimeOffset At, Guid Id);
