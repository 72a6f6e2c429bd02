using Holdfast.Node.Takeover;
using Xunit;

namespace Holdfast.Node.Tests.Takeover;

public sealed class FreshnessTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly Freshness _fresh = new();

    [Fact]
    public void Accept_OnlyWhatIsNew()
    {
        Assert.True(Accept(1, 7, 5, Noon));

        Assert.False(_fresh.MayBeNew((7, 5)));
        Assert.False(_fresh.MayBeNew((7, 4)));
        Assert.False(Accept(1, 7, 5, Noon.AddSeconds(1), answers: true));
        Assert.True(_fresh.MayBeNew((7, 6)));
        Assert.True(Accept(1, 7, 6, Noon));
    }

    [Fact]
    public void Accept_AnotherRun_HasToBeYounger()
    {
        Assert.True(Accept(1, 7, 5, Noon));

        Assert.False(_fresh.IsOfNewRun(1, (7, 6)));
        Assert.True(_fresh.IsOfNewRun(1, (8, 1)));
        Assert.True(_fresh.IsOfNewRun(2, (6, 1)));
        Assert.False(Accept(1, 6, 99, Noon.AddHours(-1)));
        Assert.False(Accept(1, 6, 99, Noon));
        Assert.True(Accept(2, 6, 1, Noon.AddHours(-1)));
        Assert.True(Accept(1, 8, 1, Noon.AddSeconds(1)));
        Assert.False(Accept(1, 7, 6, Noon.AddSeconds(0.5)));
    }

    [Fact]
    public void Accept_AnotherRunWithAClockThatWasSetBack_HasToAnswer()
    {
        Assert.True(Accept(1, 7, 5, Noon));

        Assert.False(Accept(1, 8, 1, Noon.AddMinutes(-5)));
        Assert.True(Accept(1, 8, 2, Noon.AddMinutes(-5), answers: true));
        Assert.True(Accept(1, 8, 3, Noon.AddMinutes(-5)));
    }

    [Fact]
    public void Accept_ARunThatAnotherFollowed_IsOver()
    {
        Assert.True(Accept(1, 7, 5, Noon));
        Assert.True(Accept(1, 8, 1, Noon.AddMinutes(-5), answers: true));

        // Recorded before the restart; younger by its time, and it answers what was said just then.
        Assert.False(Accept(1, 7, 6, Noon, answers: true));
        Assert.False(Accept(1, 6, 9, Noon.AddSeconds(-1)));
        Assert.True(Accept(1, 8, 2, Noon.AddMinutes(-5)));
    }

    private bool Accept(byte member, int run, ulong counter, DateTimeOffset sentAt, bool answers = false) =>
        _fresh.Accept(member, ((UInt128)run, counter), sentAt, answers);
}
