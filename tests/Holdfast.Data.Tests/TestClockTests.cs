using Holdfast.Testing;

namespace Holdfast.Data.Tests;

public class TestClockTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public void Advance_Hours_MovesWallAndMonotonicTimeAlike()
    {
        var (wall, timestamp) = (_clock.GetUtcNow(), _clock.GetTimestamp());
        _clock.Advance(TimeSpan.FromHours(3));

        Assert.Equal(wall.AddHours(3), _clock.GetUtcNow());
        Assert.Equal(3, _clock.GetElapsedTime(timestamp).TotalHours, precision: 6);
    }

    [Fact]
    public void Step_Backwards_MovesTheWallOnly()
    {
        var (wall, timestamp) = (_clock.GetUtcNow(), _clock.GetTimestamp());
        _clock.Step(TimeSpan.FromDays(-1));

        Assert.Equal(wall.AddDays(-1), _clock.GetUtcNow());
        Assert.Equal(timestamp, _clock.GetTimestamp());
    }

    [Fact]
    public void Advance_PeriodicTimer_FiresEachTimeAtItsTime()
    {
        var start = _clock.GetUtcNow();
        var fired = new List<double>();
        using var timer = _clock.CreateTimer(
            _ => fired.Add((_clock.GetUtcNow() - start).TotalSeconds),
            state: null,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(2)
        );

        _clock.Advance(TimeSpan.FromSeconds(5.5));

        Assert.Equal([1, 3, 5], fired);
    }

    [Fact]
    public async Task Delay_OnTheClock_EndsWhenTimeHasPassed()
    {
        var delay = Task.Delay(TimeSpan.FromSeconds(10), _clock);
        _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.False(delay.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));

        await delay.WaitAsync(TimeSpan.FromSeconds(5));
    }
}
