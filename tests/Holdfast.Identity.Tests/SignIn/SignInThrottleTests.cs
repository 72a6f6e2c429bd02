using Holdfast.Identity.SignIn;

namespace Holdfast.Identity.Tests.SignIn;

public sealed class SignInThrottleTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    [InlineData(7, 2)]
    [InlineData(8, 4)]
    [InlineData(15, 512)]
    [InlineData(16, 900)]
    [InlineData(17, 900)]
    [InlineData(1000, 900)]
    [InlineData(int.MaxValue, 900)]
    public void DelayAfter_FailuresOfAName_Doubles(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), SignInThrottle.OfName.DelayAfter(failures));

    [Theory]
    [InlineData(50, 0)]
    [InlineData(51, 1)]
    [InlineData(61, 900)]
    public void DelayAfter_FailuresOfAnAddress_DoublesLater(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), SignInThrottle.OfAddress.DelayAfter(failures));

    [Fact]
    public void DelayAfter_OneMoreFailure_IsNeverShorter() =>
        Assert.All(
            Enumerable.Range(0, 100),
            n => Assert.True(SignInThrottle.OfName.DelayAfter(n + 1) >= SignInThrottle.OfName.DelayAfter(n))
        );

    [Fact]
    public void BlockedUntil_FewFailures_IsNull() => Assert.Null(SignInThrottle.OfName.BlockedUntil(5, Now));

    [Fact]
    public void BlockedUntil_MoreFailures_IsLater() =>
        Assert.Equal(Now.AddSeconds(4), SignInThrottle.OfName.BlockedUntil(8, Now));

    [Fact]
    public void Decide_NothingBlocked_IsAllowed() =>
        Assert.Equal(new SignInDecision(true, TimeSpan.Zero), SignInThrottle.Decide(null, null, Now));

    [Fact]
    public void Decide_BlockIsOver_IsAllowed() =>
        Assert.True(SignInThrottle.Decide(Now, Now.AddSeconds(-1), Now).Allowed);

    [Fact]
    public void Decide_NameBlocked_SaysHowLong() =>
        Assert.Equal(
            new SignInDecision(false, TimeSpan.FromSeconds(7)),
            SignInThrottle.Decide(Now.AddSeconds(7), null, Now)
        );

    [Fact]
    public void Decide_BothBlocked_TakesTheLonger() =>
        Assert.Equal(
            TimeSpan.FromSeconds(9),
            SignInThrottle.Decide(Now.AddSeconds(7), Now.AddSeconds(9), Now).RetryAfter
        );

    /// <summary>Attempts that come together are decided one after the other, and not always in the order in which they came.</summary>
    [Fact]
    public void Decide_BlockedForTheLongestTimeByALaterAttempt_IsRefused() =>
        Assert.Equal(
            new SignInDecision(false, SignInThrottle.MaxDelay),
            SignInThrottle.Decide(SignInThrottle.OfName.BlockedUntil(100, Now.AddMilliseconds(3)), null, Now)
        );

    [Fact]
    public void Decide_BlockOfAClockThatWasWrong_IsIgnored() =>
        Assert.True(SignInThrottle.Decide(Now.AddYears(1), Now.AddHours(1), Now).Allowed);
}
