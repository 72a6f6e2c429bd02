namespace Holdfast.Data.Outboxes;

/// <param name="Known">How many of the events, from the first, were stored before and are to be left out.</param>
/// <param name="IsNew">Nothing of this outbox was stored before.</param>
/// <param name="Missed">How many events before the first will never come, because the node no longer has them.</param>
/// <param name="Next">Number of the next event to store.</param>
public sealed record OutboxAdvance(int Known, bool IsNew, long Missed, long Next);
