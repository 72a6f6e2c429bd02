using Holdfast.Data.Statistics;

namespace Holdfast.Portal.Statistics;

/// <summary>A day in figures, from the sessions that touch it.</summary>
public static class DayTally
{
    private const string All = "";

    /// <returns>All of it, each profile, each node, and each profile on each node; nothing when nobody was there.</returns>
    public static IReadOnlyList<DailyUse> Of(DateOnly day, IEnumerable<SessionSpan> spans)
    {
        var (begin, end) = (DayNumber.Begin(day), DayNumber.Begin(day.AddDays(1)));
        var sums = new Dictionary<(string Profile, string Node), Sum>();
        foreach (var span in spans.Where(span => span.StartedAt < end && !(span.EndedAt < begin)))
        {
            foreach (var profile in new[] { All, span.ProfileId })
            {
                foreach (var node in new[] { All, span.NodeId })
                {
                    if (!sums.TryGetValue((profile, node), out var sum))
                    {
                        sums.Add((profile, node), sum = new());
                    }

                    sum.Add(span);
                }
            }
        }

        return
        [
            .. sums.OrderBy(sum => sum.Key.Profile, StringComparer.Ordinal)
                .ThenBy(sum => sum.Key.Node, StringComparer.Ordinal)
                .Select(sum => sum.Value.ToUse(day, sum.Key.Profile, sum.Key.Node)),
        ];
    }

    private sealed class Sum
    {
        private readonly HashSet<string> _people = new(StringComparer.Ordinal);
        private readonly HashSet<Guid> _devices = [];
        private readonly List<(long At, int Step)> _steps = [];
        private long _sessions;

        public void Add(SessionSpan span)
        {
            _people.Add(span.Person);
            _devices.Add(span.Device);
            _sessions++;
            _steps.Add((span.StartedAt.UtcTicks, 1));
            if (span.EndedAt is { } ended)
            {
                // One that ended at once was there all the same.
                _steps.Add((Math.Max(ended.UtcTicks, span.StartedAt.UtcTicks + 1), -1));
            }
        }

        public DailyUse ToUse(DateOnly day, string profile, string node) =>
            new(day, profile, node, _people.Count, _devices.Count, _sessions, Peak(day));

        /// <summary>Of two at the same moment, the end comes before the beginning: that is one device that came again.</summary>
        private long Peak(DateOnly day)
        {
            _steps.Sort();
            var (begin, end) = (DayNumber.Begin(day).UtcTicks, DayNumber.Begin(day.AddDays(1)).UtcTicks);
            var (now, peak) = (0L, 0L);
            for (var i = 0; i < _steps.Count && _steps[i].At < end; i++)
            {
                now += _steps[i].Step;
                // What was at once before the day counts as it is when the day begins.
                var last = i + 1 == _steps.Count || _steps[i + 1].At >= begin;
                peak = _steps[i].At >= begin || last ? Math.Max(peak, now) : peak;
            }

            return peak;
        }
    }
}
