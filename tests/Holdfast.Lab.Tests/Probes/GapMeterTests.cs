using Holdfast.Lab.Probes;

namespace Holdfast.Lab.Tests.Probes;

public sealed class GapMeterTests
{
    [Fact]
    public void At_WithSteadyAnswers_HasNoLongGap()
    {
        var meter = Answered(0, 5, 10, 15);

        var statistics = meter.At(Ms(17));

        Assert.Equal(Ms(5), statistics.LongestGap);
        Assert.Equal(4, statistics.Answered);
    }

    [Fact]
    public void At_WithSilenceBetween_FindsItsBegin()
    {
        var meter = Answered(0, 5, 105, 110);

        var statistics = meter.At(Ms(111));

        Assert.Equal(Ms(100), statistics.LongestGap);
        Assert.Equal(Ms(5), statistics.GapBegan);
    }

    [Fact]
    public void At_WhileSilenceLasts_CountsIt()
    {
        var meter = Answered(0, 5);

        Assert.Equal(Ms(500), meter.At(Ms(505)).LongestGap);
    }

    [Fact]
    public void Answered_Twice_CountsOnce()
    {
        var meter = new GapMeter();
        meter.Sent(1);
        meter.Answered(1, Ms(1));
        meter.Answered(1, Ms(2));

        Assert.Equal(1, meter.At(Ms(3)).Answered);
        Assert.Equal(0, meter.At(Ms(3)).Lost);
    }

    [Fact]
    public void Reset_AfterAGap_ForgetsIt()
    {
        var meter = Answered(0, 500);
        meter.Reset(Ms(500));

        Assert.Equal(Ms(3), meter.At(Ms(503)).LongestGap);
    }

    [Fact]
    public void Open_IsWhatWasAskedSinceTheReset_AndNotAnswered()
    {
        var meter = new GapMeter();
        meter.Sent(1);
        meter.Reset(Ms(1));
        meter.Sent(2);
        meter.Sent(3);
        meter.Answered(1, Ms(2));
        meter.Answered(3, Ms(3));

        Assert.Equal([2], meter.Open);
    }

    private static GapMeter Answered(params int[] times)
    {
        var meter = new GapMeter();
        foreach (var time in times)
        {
            meter.Sent(time);
            meter.Answered(time, Ms(time));
        }

        return meter;
    }

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
