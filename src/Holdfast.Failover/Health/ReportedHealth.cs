using Holdfast.Model.Failover;

namespace Holdfast.Failover.Health;

/// <summary>What programs on this machine report of their health; the worst counts. For one thread.</summary>
/// <param name="expects">Those whose silence is unhealthy.</param>
/// <param name="grace">For which one that is expected may be away: it was started again.</param>
internal sealed class ReportedHealth(IReadOnlyList<string> expects, TimeSpan grace)
{
    private const int Most = 8;

    /// <summary>Arbitrary: for a machine whose programs all start at once. Until then nothing is known, so this member claims nothing.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);

    private readonly SortedDictionary<string, ReportedSource> _sources = new(
        expects.ToDictionary(
            name => name,
            name => new ReportedSource(name, IsExpected: true, Reporter: null, Report: null, StartPatience - grace)
        ),
        StringComparer.Ordinal
    );

    public IEnumerable<ReportedSource> Sources => _sources.Values;

    /// <returns>Null: somebody who is expected has not said anything yet.</returns>
    public HealthOpinion? Look(TimeSpan now)
    {
        var all = HealthOpinion.Good;
        var isKnown = true;
        foreach (var source in _sources.Values)
        {
            var one = Look(source, now);
            isKnown &= one is not null || !source.IsExpected;
            all = one is null ? all : all.With(one);
        }

        return isKnown || all.Reason is not null ? all : null;
    }

    public HealthOpinion? Look(ReportedSource source, TimeSpan now) => source.Look(now, grace);

    /// <param name="reporter">Whose connection it came over.</param>
    /// <returns>Why it is not taken; null: it is.</returns>
    public string? Hear(HealthReport report, object reporter, TimeSpan now)
    {
        var known = _sources.GetValueOrDefault(report.Source);
        if (known is null && _sources.Count >= Most)
        {
            return $"There are {Most} sources already.";
        }

        var endsAt = report.GoodForMilliseconds is { } good ? now + TimeSpan.FromMilliseconds(good) : TimeSpan.MaxValue;
        _sources[report.Source] = new ReportedSource(
            report.Source,
            known?.IsExpected ?? false,
            reporter,
            report,
            endsAt
        );
        return null;
    }

    /// <summary>The connection has ended. What came over a later one stays.</summary>
    public void Leave(object reporter, TimeSpan now)
    {
        foreach (var source in _sources.Values.Where(source => source.Reporter == reporter).ToList())
        {
            if (source.IsExpected)
            {
                var ended = source.EndsAt < now ? source.EndsAt : now;
                _sources[source.Name] = source with { Reporter = null, EndsAt = ended };
            }
            else
            {
                _sources.Remove(source.Name);
            }
        }
    }
}
