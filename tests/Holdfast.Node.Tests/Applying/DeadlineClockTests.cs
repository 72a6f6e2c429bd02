using Holdfast.Node.Applying;
using Holdfast.Testing;

namespace Holdfast.Node.Tests.Applying;

public class DeadlineClockTests
{
    private readonly TestClock _clock = new(Some.Start);

    [Fact]
    public void Now_TimePasses_FollowsIt()
    {
        var clock = new DeadlineClock(_clock, DateTimeOffset.MinValue);

        _clock.Advance(TimeSpan.FromHours(3));

        Assert.Equal(Some.Start.AddHours(3), clock.Now(), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void Now_ClockStepsForward_IsNotBelievedAtOnce()
    {
        var clock = new DeadlineClock(_clock, DateTimeOffset.MinValue);

        _clock.Step(TimeSpan.FromDays(1));

        Assert.Equal(Some.Start, clock.Now(), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void Now_ClockStepsForwardAndBack_NeverShows()
    {
        var clock = new DeadlineClock(_clock, DateTimeOffset.MinValue);

        _clock.Step(TimeSpan.FromDays(1));
        clock.Now();
        _clock.Advance(TimeSpan.FromSeconds(50));
        clock.Now();
        _clock.Step(TimeSpan.FromDays(-1));
        clock.Now();
        _clock.Advance(TimeSpan.FromSeconds(50));

        Assert.Equal(Some.Start.AddSeconds(100), clock.Now(), TimeSpan.FromMilliseconds(1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Now_StepHasLastedForAMinute_IsBelieved(int days)
    {
        var clock = new DeadlineClock(_clock, DateTimeOffset.MinValue);

        _clock.Step(TimeSpan.FromDays(days));
        clock.Now();
        _clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(_clock.GetUtcNow(), clock.Now(), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void Now_SmallCorrectionForward_IsFollowed()
    {
        var clock = new DeadlineClock(_clock, DateTimeOffset.MinValue);

        _clock.Step(TimeSpan.FromMilliseconds(300));

        Assert.Equal(Some.Start.AddMilliseconds(300), clock.Now(), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void Now_MachineLostItsTime_StartsAtTheLatestTimeKnown()
    {
        var clock = new DeadlineClock(_clock, Some.Start.AddYears(1));

        Assert.Equal(Some.Start.AddYears(1), clock.Now(), TimeSpan.FromMilliseconds(1));
    }
}
