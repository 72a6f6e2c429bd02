using Holdfast.Model.Failover;

namespace Holdfast.Node.Takeover.Health;

/// <summary>
/// What the failover agent is told of this node. A device that worked and is gone counts at once: another node serves its clients sooner
/// than it is made anew. A service that is started, or started again, has its time first. For one thread.
/// </summary>
internal sealed class HealthJudgement
{
    /// <summary>As the agent knows this program.</summary>
    public const string Source = "node";

    /// <summary>A process that ended is started again at once; what is in trouble longer has a reason that stays.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>For one that has never worked: it may just be made on all nodes at the same time.</summary>
    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(30);

    /// <summary>A process that hangs says nothing more, and is not healthy then.</summary>
    private const int GoodForMilliseconds = 5000;

    private const int LongestReason = 200;

    private readonly Dictionary<string, (TimeSpan Since, bool HasWorked)> _troubled = new(StringComparer.Ordinal);
    private readonly HashSet<string> _worked = new(StringComparer.Ordinal);

    /// <param name="services">All of them.</param>
    public HealthReport Look(IReadOnlyList<ServiceHealth> services, TimeSpan now)
    {
        Forget(services);
        List<string> reasons = [];
        var certain = false;
        foreach (var one in services)
        {
            if (one.Trouble is not { } trouble)
            {
                _troubled.Remove(one.Name);
                _worked.Add(one.Name);
                continue;
            }

            if (!_troubled.TryGetValue(one.Name, out var known))
            {
                _troubled[one.Name] = known = (now, _worked.Contains(one.Name));
            }

            var isGone = one.IsGone && known.HasWorked;
            if (isGone || now - known.Since >= (known.HasWorked ? Patience : FirstPatience))
            {
                certain |= isGone;
                reasons.Add($"{one.Name}: {trouble}");
            }
        }

        return Report(reasons, certain);
    }

    private void Forget(IReadOnlyList<ServiceHealth> services)
    {
        foreach (var gone in _worked.Union(_troubled.Keys).Except(services.Select(one => one.Name)).ToList())
        {
            _worked.Remove(gone);
            _troubled.Remove(gone);
        }
    }

    private static HealthReport Report(List<string> reasons, bool certain) =>
        new()
        {
            Source = Source,
            Healthy = reasons.Count == 0,
            Certain = certain ? true : null,
            Reason = reasons.Count == 0 ? null : Line(string.Join("; ", reasons)),
            GoodForMilliseconds = GoodForMilliseconds,
        };

    private static string Line(string text)
    {
        var line = new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);
        return line.Length <= LongestReason ? line : line[..LongestReason];
    }
}
