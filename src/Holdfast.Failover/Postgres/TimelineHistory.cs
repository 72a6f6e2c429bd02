using System.Globalization;

namespace Holdfast.Failover.Postgres;

/// <summary>
/// The file <c>NNNNNNNN.history</c> of a timeline: a line for each of its ancestors, the oldest first, with the ancestor's number, the
/// position at which it was left, and a reason, between tabs. It may be the other member's.
/// </summary>
internal sealed class TimelineHistory
{
    /// <summary>Arbitrary: a promotion writes a line.</summary>
    public const int LongestText = 1024 * 1024;

    public static readonly TimelineHistory Empty = new([]);

    private readonly IReadOnlyList<(uint Timeline, LogPosition LeftAt)> _ancestors;

    private TimelineHistory(IReadOnlyList<(uint Timeline, LogPosition LeftAt)> ancestors) => _ancestors = ancestors;

    /// <summary>Where its parent was left; null: it has none.</summary>
    public LogPosition? Beginning => _ancestors is [.., var (_, leftAt)] ? leftAt : null;

    /// <returns>Null: it is no history.</returns>
    public static TimelineHistory? Parse(string text)
    {
        if (text.Length > LongestText)
        {
            return null;
        }

        var ancestors = new List<(uint, LogPosition)>();
        foreach (var line in text.Split('\n'))
        {
            if (string.IsNullOrWhiteSpace(line) || line.StartsWith('#'))
            {
                continue;
            }

            if (Ancestor(line.Split('\t', 3)) is not { } ancestor)
            {
                return null;
            }

            ancestors.Add(ancestor);
        }

        return new TimelineHistory(ancestors);
    }

    /// <summary>Where a timeline was left; null: it is no ancestor.</summary>
    public LogPosition? Left(uint timeline)
    {
        foreach (var (one, leftAt) in _ancestors)
        {
            if (one == timeline)
            {
                return leftAt;
            }
        }

        return null;
    }

    private static (uint Timeline, LogPosition LeftAt)? Ancestor(string[] words) =>
        words.Length >= 2
        && uint.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var timeline)
        && LogPosition.Parse(words[1]) is { } leftAt
            ? (timeline, leftAt)
            : null;
}
