namespace Holdfast.Node.Takeover;

/// <summary>How the clocks of the other nodes stand to ours. Not for several threads.</summary>
internal sealed class ClockWatch
{
    /// <summary>
    /// A clock so far behind, and not further, is behind by less than the time in which a takeover is noticed. Also the grain of the times in
    /// handshakes.
    /// </summary>
    public static readonly TimeSpan Tolerated = TimeSpan.FromMilliseconds(100);

    /// <summary>Behind a clock that is further ahead nobody waits: the clients begin by themselves sooner or later.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>Of the node that has just died this is the last that is known.</summary>
    private static readonly TimeSpan Known = TimeSpan.FromMinutes(1);

    private readonly Dictionary<byte, (ClockOffset Offset, TimeSpan At)> _newest = [];

    /// <param name="member">Whose clock.</param>
    /// <param name="now">Monotonic.</param>
    public void Note(byte member, ClockOffset offset, TimeSpan now)
    {
        if (
            !_newest.TryGetValue(member, out var before)
            || IsBetter(offset, before.Offset)
            || now - before.At > TimeSpan.FromSeconds(5)
        )
        {
            _newest[member] = (offset, now);
        }
    }

    /// <summary>One that travelled long says less than one a moment ago that did not.</summary>
    private static bool IsBetter(ClockOffset offset, ClockOffset before) =>
        before.RoundTrip is not { } known || offset.RoundTrip <= 2 * known;

    /// <summary>Of the one that is furthest ahead; negative: all are behind. Null: none is known.</summary>
    public TimeSpan? Ahead(TimeSpan now) =>
        _newest.Values.Where(one => now - one.At <= Known).Select(one => (TimeSpan?)one.Offset.Ahead).Max();

    /// <summary>How long to wait until handshakes of ours are later than theirs.</summary>
    public TimeSpan Wait(TimeSpan now) =>
        Ahead(now) is { } ahead && ahead > Tolerated && ahead <= LongestWait ? ahead : TimeSpan.Zero;
}
