namespace Holdfast.Testing;

/// <summary>
/// A clock that only the test moves. The wall can be set without the monotonic time moving, as on a real machine, and the frequency is
/// an odd one, to show code that takes timestamps for ticks.
/// </summary>
public sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<TestTimer> _timers = [];
    private DateTimeOffset _wall = start;
    private TimeSpan _elapsed;

    public TestClock()
        : this(new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero)) { }

    /// <summary>Larger than the frequency of ticks, and a prime.</summary>
    public override long TimestampFrequency => 10_000_019;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _wall;
        }
    }

    public override long GetTimestamp()
    {
        lock (_gate)
        {
            return (long)((Int128)_elapsed.Ticks * TimestampFrequency / TimeSpan.TicksPerSecond);
        }
    }

    /// <summary>Time passes. Timers that become due run here, in their order, before this returns.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var end = Elapsed + by;
        while (NextDue(end) is { } timer)
        {
            MoveTo(timer.Due);
            timer.Fire();
        }

        MoveTo(end);
    }

    /// <summary>Somebody sets the wall clock; no time passes.</summary>
    public void Step(TimeSpan by)
    {
        lock (_gate)
        {
            _wall += by;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new TestTimer(this, callback, state);
        timer.Change(dueTime, period);
        lock (_gate)
        {
            _timers.Add(timer);
        }

        return timer;
    }

    private TimeSpan Elapsed
    {
        get
        {
            lock (_gate)
            {
                return _elapsed;
            }
        }
    }

    private TestTimer? NextDue(TimeSpan end)
    {
        lock (_gate)
        {
            return _timers.Where(t => t.Due <= end).MinBy(t => t.Due);
        }
    }

    private void MoveTo(TimeSpan elapsed)
    {
        lock (_gate)
        {
            if (elapsed > _elapsed)
            {
                _wall += elapsed - _elapsed;
                _elapsed = elapsed;
            }
        }
    }

    private void Remove(TestTimer timer)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
        }
    }

    private sealed class TestTimer(TestClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public TimeSpan Due { get; private set; } = TimeSpan.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : clock.Elapsed + dueTime;
            _period = period;
            return true;
        }

        public void Fire()
        {
            Due = _period > TimeSpan.Zero ? Due + _period : TimeSpan.MaxValue;
            callback(state);
        }

        public void Dispose() => clock.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
