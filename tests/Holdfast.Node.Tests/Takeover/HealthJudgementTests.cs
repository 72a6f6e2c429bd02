using Holdfast.Node.Takeover.Health;

namespace Holdfast.Node.Tests.Takeover;

public sealed class HealthJudgementTests
{
    private static readonly ServiceHealth Works = new("hf1-wg", Trouble: null, IsGone: false);
    private static readonly ServiceHealth Silent = new("hf1-wg", "It answers no clients.", IsGone: false);
    private static readonly ServiceHealth Gone = new("hf1-wg", "The interface is gone.", IsGone: true);

    private readonly HealthJudgement _judgement = new();

    [Fact]
    public void Look_NoServices_IsHealthy() => Assert.True(_judgement.Look([], Seconds(1)).Healthy);

    [Fact]
    public void Look_DeviceThatWorkedIsGone_IsCertainAtOnce()
    {
        Assert.True(_judgement.Look([Works], Seconds(1)).Healthy);

        var report = _judgement.Look([Gone], Seconds(1.05));

        Assert.Equal(
            (false, (bool?)true, "hf1-wg: The interface is gone."),
            (report.Healthy, report.Certain, report.Reason)
        );
    }

    [Theory]
    [InlineData(4.9, true)]
    [InlineData(5, false)]
    public void Look_TroubleOfOneThatWorked_CountsWhenItStays(double after, bool healthy)
    {
        _ = _judgement.Look([Works], Seconds(1));
        _ = _judgement.Look([Silent], Seconds(2));

        var report = _judgement.Look([Silent], Seconds(2 + after));

        Assert.Equal((healthy, null), (report.Healthy, report.Certain));
    }

    [Theory]
    [InlineData(29.9, true)]
    [InlineData(30, false)]
    public void Look_NeverWorked_HasItsTime(double after, bool healthy)
    {
        _ = _judgement.Look([Gone], Seconds(1));

        var report = _judgement.Look([Gone], Seconds(1 + after));

        Assert.Equal((healthy, null), (report.Healthy, report.Certain));
    }

    [Fact]
    public void Look_WorksAgain_IsHealthyAndForgets()
    {
        _ = _judgement.Look([Works], Seconds(1));
        _ = _judgement.Look([Silent], Seconds(2));

        Assert.True(_judgement.Look([Works], Seconds(6.9)).Healthy);
        Assert.True(_judgement.Look([Silent], Seconds(7.5)).Healthy);
    }

    [Fact]
    public void Look_ServiceIsTakenAway_IsNotMissed()
    {
        _ = _judgement.Look([Works], Seconds(1));

        Assert.True(_judgement.Look([], Seconds(2)).Healthy);
        Assert.True(_judgement.Look([Gone], Seconds(3)).Healthy);
    }

    [Fact]
    public void Look_LongTrouble_IsOneBoundedLine()
    {
        var wordy = new ServiceHealth("hf1-wg", new string('x', 500) + "\n", IsGone: false);
        _ = _judgement.Look([wordy], Seconds(0));

        var reason = _judgement.Look([wordy], Seconds(60)).Reason!;

        Assert.Equal(200, reason.Length);
        Assert.DoesNotContain(reason, char.IsControl);
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
