using Holdfast.Linux.Polling;

namespace Holdfast.Linux.Tests.Polling;

public sealed class WakeUpTests
{
    [Fact]
    public async Task Wait_SetByAnotherThread_EndsUntilCleared()
    {
        using var wake = new WakeUp();
        using var silent = new WakeUp();
        var readiness = new Readiness([silent, wake]);
        Assert.False(readiness.Wait(TimeSpan.Zero));

        var setting = Task.Run(wake.Set);

        Assert.True(readiness.Wait(TimeSpan.FromMinutes(1)));
        Assert.Equal((false, true), (readiness.IsReady(0), readiness.IsReady(1)));
        await setting;
        wake.Clear();
        Assert.False(readiness.Wait(TimeSpan.Zero));
    }

    [Fact]
    public void Set_ManyTimes_IsClearedOnce()
    {
        using var wake = new WakeUp();
        for (var i = 0; i < 1000; i++)
        {
            wake.Set();
        }

        wake.Clear();

        Assert.False(new Readiness([wake]).Wait(TimeSpan.Zero));
    }
}
