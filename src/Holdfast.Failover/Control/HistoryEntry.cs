using Holdfast.Failover.Members;

namespace Holdfast.Failover.Control;

/// <param name="At">By this machine's clock.</param>
/// <param name="Vrid">Of the unit.</param>
/// <param name="What">Such as <c>standby → active: silence</c>.</param>
/// <param name="Times">How often it happened, when it happened again and again.</param>
/// <param name="Last">When it happened last; null: once.</param>
/// <param name="Became">The role that this machine took; null: it is about something else.</param>
public sealed record HistoryEntry(
    DateTimeOffset At,
    int Vrid,
    string What,
    int Times = 1,
    DateTimeOffset? Last = null,
    Role? Became = null
);
