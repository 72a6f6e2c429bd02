using Holdfast.Failover.Health;
using Holdfast.Failover.Roles;
using Holdfast.Model.Failover;

namespace Holdfast.Failover.Tests.Health;

public sealed class ReportedHealthTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Start = TimeSpan.FromMinutes(1);
    private static readonly object One = new();
    private static readonly object Two = new();

    [Fact]
    public void Look_NobodyExpected_IsGood() => Assert.Equal(HealthOpinion.Good, Make().Look(TimeSpan.Zero));

    [Fact]
    public void Look_ExpectedHasNotCome_IsUnknownThenFailed()
    {
        var health = Make("node");

        Assert.Null(health.Look(TimeSpan.FromSeconds(29)));
        Assert.Equal(HealthVerdict.Failed, health.Look(TimeSpan.FromSeconds(30))!.Verdict);
    }

    [Theory]
    [InlineData(true, null, HealthVerdict.Good)]
    [InlineData(false, null, HealthVerdict.Failing)]
    [InlineData(false, false, HealthVerdict.Failing)]
    [InlineData(false, true, HealthVerdict.Failed)]
    [InlineData(true, true, HealthVerdict.Good)]
    internal void Look_Reported_IsWhatItSays(bool healthy, bool? certain, HealthVerdict expected)
    {
        var health = Make("node");
        health.Hear(Report("node", healthy, certain), One, Start);

        Assert.Equal(expected, health.Look(Start)!.Verdict);
        Assert.Equal(healthy ? null : "node: no handshake", health.Look(Start)!.Reason);
    }

    [Fact]
    public void Look_SeveralSources_TheWorstCountsWithAllReasons()
    {
        var health = Make("node");
        health.Hear(Report("node", healthy: false), One, Start);
        health.Hear(Report("disk", healthy: false, certain: true), Two, Start);
        health.Hear(Report("clock", healthy: true), Two, Start);

        Assert.Equal(
            new HealthOpinion(HealthVerdict.Failed, "disk: no handshake; node: no handshake"),
            health.Look(Start)
        );
    }

    [Fact]
    public void Look_OneIsUnknownAndAnotherBad_IsBad()
    {
        var health = Make("node");
        health.Hear(Report("disk", healthy: false, certain: true), One, TimeSpan.Zero);

        Assert.Equal(HealthVerdict.Failed, health.Look(TimeSpan.Zero)!.Verdict);
    }

    [Fact]
    public void Leave_Expected_CountsForTheGraceAndThenFailed()
    {
        var health = Make("node");
        health.Hear(Report("node", healthy: true), One, Start);
        health.Leave(One, Start);

        Assert.Equal(HealthOpinion.Good, health.Look(Start + Grace - TimeSpan.FromTicks(1)));
        Assert.Equal(HealthVerdict.Failed, health.Look(Start + Grace)!.Verdict);
    }

    /// <summary>What it said last is still true, for all that we know.</summary>
    [Fact]
    public void Leave_ExpectedWasBad_StaysBadInTheGrace()
    {
        var health = Make("node");
        health.Hear(Report("node", healthy: false), One, Start);
        health.Leave(One, Start);

        Assert.Equal(HealthVerdict.Failing, health.Look(Start)!.Verdict);
    }

    [Fact]
    public void Leave_NotExpected_IsForgotten()
    {
        var health = Make();
        health.Hear(Report("node", healthy: false, certain: true), One, Start);
        health.Leave(One, Start);

        Assert.Equal(HealthOpinion.Good, health.Look(Start));
        Assert.Empty(health.Sources);
    }

    /// <summary>The new connection of a program may be there before the end of the old one is noticed.</summary>
    [Fact]
    public void Leave_SpokeOverAnotherSince_ChangesNothing()
    {
        var health = Make("node");
        health.Hear(Report("node", healthy: true), One, Start);
        health.Hear(Report("node", healthy: true), Two, Start);
        health.Leave(One, Start);

        Assert.Equal(HealthOpinion.Good, health.Look(Start + TimeSpan.FromHours(1)));
    }

    [Fact]
    public void Leave_NeverSpoke_ChangesNothing()
    {
        var health = Make("node");
        health.Leave(One, Start);

        Assert.True(health.Sources.Single().IsExpected);
    }

    [Fact]
    public void Look_CameBackWithinTheGrace_NeverWasGone()
    {
        var health = Make("node");
        health.Hear(Report("node", healthy: true), One, Start);
        health.Leave(One, Start);
        health.Hear(Report("node", healthy: true), Two, Start + (Grace / 2));

        Assert.Equal(HealthOpinion.Good, health.Look(Start + Grace));
    }

    [Fact]
    public void Look_ReportHasEndedByItself_IsAsIfItHadLeft()
    {
        var health = Make("node");
        health.Hear(Report("node", healthy: true) with { GoodForMilliseconds = 500 }, One, Start);
        health.Hear(Report("disk", healthy: false) with { GoodForMilliseconds = 500 }, One, Start);
        var end = Start + TimeSpan.FromMilliseconds(500);

        Assert.Equal(HealthVerdict.Failing, health.Look(end - TimeSpan.FromTicks(1))!.Verdict);
        Assert.Equal(HealthOpinion.Good, health.Look(end));
        Assert.Equal(HealthVerdict.Failed, health.Look(end + Grace)!.Verdict);
    }

    /// <summary>A hang-up long after the report ended does not begin the grace anew.</summary>
    [Fact]
    public void Leave_ReportHadEnded_StaysFailed()
    {
        var health = Make("node");
        health.Hear(Report("node", healthy: true) with { GoodForMilliseconds = 500 }, One, Start);
        health.Leave(One, Start + TimeSpan.FromMinutes(1));

        Assert.Equal(HealthVerdict.Failed, health.Look(Start + TimeSpan.FromMinutes(1))!.Verdict);
    }

    [Fact]
    public void Hear_TooManySources_IsRefused()
    {
        var health = Make("node");
        for (var i = 1; i < 8; i++)
        {
            Assert.Null(health.Hear(Report($"source-{i}", healthy: true), One, Start));
        }

        Assert.NotNull(health.Hear(Report("one-more", healthy: true), One, Start));
        Assert.Null(health.Hear(Report("node", healthy: true), One, Start));
    }

    private static ReportedHealth Make(params string[] expects) => new(expects, Grace);

    private static HealthReport Report(string source, bool healthy, bool? certain = null) =>
        new()
        {
            Source = source,
            Healthy = healthy,
            Certain = certain,
            Reason = "no handshake",
        };
}
