namespace Holdfast.Failover.Control;

/// <param name="At">By this machine's clock.</param>
/// <param name="Vrid">Of the unit.</param>
/// <param name="What">Such as <c>standby → active: silence</c>.</param>
public sealed record HistoryEntry(DateTimeOffset At, int Vrid, string What);
