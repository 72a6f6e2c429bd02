namespace Holdfast.Node.Applying;

/// <summary>
/// The time by which configurations expire. It runs with the monotonic clock, so that a step of the system's clock ends nobody's
/// session; a step that has lasted for a minute is believed. Not thread-safe.
/// </summary>
public sealed class DeadlineClock
{
    /// <summary>Smaller differences are the ordinary correction of a clock.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Trust = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time;
    private DateTimeOffset _base;
    private long _baseStamp;
    private (TimeSpan Offset, long Since)? _step;

    /// <param name="notBefore">The latest time known from before; a clock that is behind it has lost its time.</param>
    public DeadlineClock(TimeProvider time, DateTimeOffset notBefore)
    {
        _time = time;
        _baseStamp = time.GetTimestamp();
        var wall = time.GetUtcNow();
        _base = wall > notBefore ? wall : notBefore;
    }

    public DateTimeOffset Now()
    {
        var stamp = _time.GetTimestamp();
        var wall = _time.GetUtcNow();
        var now = _base + _time.GetElapsedTime(_baseStamp, stamp);
        if (Believed(wall - now, stamp))
        {
            now = wall;
        }

        (_base, _baseStamp) = (now, stamp);
        return now;
    }

    private bool Believed(TimeSpan offset, long stamp)
    {
        if (offset.Duration() < Step)
        {
            _step = null;
            return offset > TimeSpan.Zero;
        }

        if (_step is not { } known || (known.Offset - offset).Duration() >= Step)
        {
            _step = (offset, stamp);
            return false;
        }

        if (_time.GetElapsedTime(known.Since, stamp) < Trust)
        {
            return false;
        }

        _step = null;
        return true;
    }
}
