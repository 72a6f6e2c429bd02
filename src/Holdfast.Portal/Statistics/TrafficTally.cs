using Holdfast.Data.Statistics;

namespace Holdfast.Portal.Statistics;

/// <summary>What sessions add to the books of days.</summary>
public static class TrafficTally
{
    /// <summary>Of days that a session marks as changed, the newest. A session of months is one of a broken clock, or changes little. Arbitrary.</summary>
    private const int MostDays = 100;

    /// <summary>Bytes belong to the day on which they were heard of: totals come every few seconds.</summary>
    public static IReadOnlyList<DailyTraffic> Traffic(IEnumerable<UncountedSession> sessions) =>
        [
            .. sessions
                .GroupBy(session => (Day: DayNumber.DayOf(session.LastSeenAt), session.ProfileId, session.NodeId))
                .Select(group => new DailyTraffic(
                    group.Key.Day,
                    group.Key.ProfileId,
                    group.Key.NodeId,
                    group.Sum(session => Math.Max(0, session.NewReceived)),
                    group.Sum(session => Math.Max(0, session.NewSent))
                ))
                .Where(traffic => traffic.Received > 0 || traffic.Sent > 0)
                .OrderBy(traffic => traffic.Day)
                .ThenBy(traffic => traffic.ProfileId, StringComparer.Ordinal)
                .ThenBy(traffic => traffic.NodeId, StringComparer.Ordinal),
        ];

    /// <summary>Days whose figures change with the end of these sessions.</summary>
    public static IReadOnlyList<DateOnly> Days(IEnumerable<UncountedSession> sessions) =>
        [
            .. sessions
                .Where(session => session.EndedAt is not null)
                .SelectMany(session =>
                    Between(DayNumber.DayOf(session.StartedAt), DayNumber.DayOf(session.EndedAt!.Value))
                )
                .Distinct()
                .Order(),
        ];

    /// <summary>Both included; of many, the last.</summary>
    public static IEnumerable<DateOnly> Between(DateOnly first, DateOnly last)
    {
        var count = Math.Clamp(last.DayNumber - first.DayNumber + 1, 0, MostDays);
        return Enumerable.Range(last.DayNumber - count + 1, count).Select(DateOnly.FromDayNumber);
    }
}
