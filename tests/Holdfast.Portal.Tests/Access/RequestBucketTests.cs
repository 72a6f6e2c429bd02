using Holdfast.Portal.Access;

namespace Holdfast.Portal.Tests.Access;

public sealed class RequestBucketTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Take_TheBurstAndOneMore_OnlyTheLastIsRefused()
    {
        var bucket = RequestBucket.Full(Now);
        for (var number = 0; number < RequestBucket.Burst; number++)
        {
            bucket = bucket.Take(Now, out var one);
            Assert.True(one);
        }

        bucket.Take(Now, out var last);
        Assert.False(last);
    }

    [Fact]
    public void Take_AfterASecond_AsManyAsASecondGives()
    {
        var bucket = new RequestBucket(0, Now);
        var later = Now.AddSeconds(1);
        var allowed = 0;
        for (var number = 0; number < 2 * RequestBucket.ASecond; number++)
        {
            bucket = bucket.Take(later, out var one);
            allowed += one ? 1 : 0;
        }

        Assert.Equal(RequestBucket.ASecond, allowed);
    }

    [Fact]
    public void Take_LongAfter_IsNoMoreThanTheBurst() =>
        Assert.Equal(RequestBucket.Burst - 1, new RequestBucket(0, Now).Take(Now.AddDays(1), out _).Left);

    [Fact]
    public void Take_ClockStepsBack_TakesNothingAway()
    {
        new RequestBucket(1, Now).Take(Now.AddHours(-1), out var allowed);
        Assert.True(allowed);
    }
}
