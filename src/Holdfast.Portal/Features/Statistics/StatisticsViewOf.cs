using Holdfast.Data.Statistics;

namespace Holdfast.Portal.Features.Statistics;

/// <summary>Puts together what the books of people and those of bytes say.</summary>
internal static class StatisticsViewOf
{
    public static IReadOnlyList<DayFigures> Days(
        StatisticsFilter filter,
        IEnumerable<DailyUse> use,
        IEnumerable<DailyTraffic> traffic
    )
    {
        var byDay = use.ToDictionary(day => day.Day);
        var bytes = traffic.ToLookup(one => one.Day);
        return
        [
            .. Enumerable
                .Range(filter.From.DayNumber, filter.Until.DayNumber - filter.From.DayNumber + 1)
                .Select(DateOnly.FromDayNumber)
                .Select(day => Figures(day, byDay.GetValueOrDefault(day), bytes[day])),
        ];
    }

    /// <param name="part">Which profile, or which node.</param>
    public static IReadOnlyList<PartFigures> Parts(
        IEnumerable<DailyUse> use,
        IEnumerable<DailyTraffic> traffic,
        Func<DailyUse, string> part,
        Func<DailyTraffic, string> partOfTraffic
    )
    {
        var (people, bytes) = (use.ToLookup(part), traffic.ToLookup(partOfTraffic));
        return
        [
            .. people
                .Select(group => group.Key)
                .Union(bytes.Select(group => group.Key))
                .Order(StringComparer.Ordinal)
                .Select(id => new PartFigures(
                    id,
                    people[id].Select(day => day.People).DefaultIfEmpty().Max(),
                    people[id].Select(day => day.Peak).DefaultIfEmpty().Max(),
                    bytes[id].Sum(one => one.Received),
                    bytes[id].Sum(one => one.Sent)
                )),
        ];
    }

    public static IReadOnlyList<CellFigures> Cells(IEnumerable<DailyUse> use, IEnumerable<DailyTraffic> traffic)
    {
        var people = use.ToDictionary(one => (one.Day, one.ProfileId, one.NodeId));
        var bytes = traffic.ToDictionary(one => (one.Day, one.ProfileId, one.NodeId));
        return
        [
            .. people
                .Keys.Union(bytes.Keys)
                .Order()
                .Select(key => new CellFigures(
                    key.ProfileId,
                    key.NodeId,
                    Figures(key.Day, people.GetValueOrDefault(key), bytes.TryGetValue(key, out var one) ? [one] : [])
                )),
        ];
    }

    private static DayFigures Figures(DateOnly day, DailyUse? use, IEnumerable<DailyTraffic> traffic)
    {
        var bytes = traffic.ToList();
        return new(
            day,
            use?.People ?? 0,
            use?.Devices ?? 0,
            use?.Sessions ?? 0,
            use?.Peak ?? 0,
            bytes.Sum(one => one.Received),
            bytes.Sum(one => one.Sent)
        );
    }
}
