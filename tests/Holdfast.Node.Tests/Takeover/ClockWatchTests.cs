using Holdfast.Node.Takeover;
using Xunit;

namespace Holdfast.Node.Tests.Takeover;

/// <summary>Another node's clock, as it is known from what it says and from how long that took.</summary>
public sealed class ClockWatchTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan OneWay = TimeSpan.FromMilliseconds(20);

    private readonly ClockWatch _watch = new();

    [Fact]
    public void Of_AnAnswer_IsExactWhenBothWaysTakeTheSame()
    {
        var had = TimeSpan.FromMilliseconds(300);
        var offset = ClockOffset.Of(Sent(had), Noon, asked: (2 * OneWay) + had);

        Assert.Equal((Ahead, 2 * OneWay), (offset.Ahead, offset.RoundTrip));
    }

    [Fact]
    public void Of_WhatAnswersNothing_SaysTheLeast()
    {
        var offset = ClockOffset.Of(Sent(TimeSpan.FromSeconds(9)), Noon, asked: null);

        Assert.Equal((Ahead - OneWay, null), (offset.Ahead, offset.RoundTrip));
    }

    [Fact]
    public void Of_AnAnswerThatCameBeforeItsQuestion_IsNotBelieved()
    {
        var offset = ClockOffset.Of(Sent(TimeSpan.FromSeconds(9)), Noon, asked: TimeSpan.FromSeconds(1));

        Assert.Null(offset.RoundTrip);
    }

    [Fact]
    public void Ahead_OneThatTravelledLong_DoesNotReplaceAnExactOne()
    {
        _watch.Note(1, new(Ahead, OneWay), At(0));
        _watch.Note(1, new(Ahead * 2, OneWay * 3), At(1));
        _watch.Note(1, new(Ahead * 3, null), At(2));
        Assert.Equal(Ahead, _watch.Ahead(At(2)));

        _watch.Note(1, new(Ahead * 2, OneWay * 2), At(3));
        Assert.Equal(Ahead * 2, _watch.Ahead(At(3)));
    }

    [Fact]
    public void Ahead_AnyReplacesWhatWasOnlySeenFromOneSide()
    {
        _watch.Note(1, new(Ahead, null), At(0));
        _watch.Note(1, new(Ahead * 2, TimeSpan.FromSeconds(3)), At(1));
        Assert.Equal(Ahead * 2, _watch.Ahead(At(1)));
    }

    [Theory]
    [InlineData(-2, 0)]
    [InlineData(0.05, 0)]
    [InlineData(2, 2)]
    [InlineData(300, 0)]
    public void Wait_OnlyBehindAClockThatIsALittleAhead(double ahead, double waits)
    {
        _watch.Note(1, new(TimeSpan.FromSeconds(-10), OneWay), At(0));
        _watch.Note(2, new(TimeSpan.FromSeconds(ahead), OneWay), At(0));

        Assert.Equal(TimeSpan.FromSeconds(waits), _watch.Wait(At(0)));
        Assert.Equal(TimeSpan.FromSeconds(ahead), _watch.Ahead(At(0)));
        Assert.Null(_watch.Ahead(At(120)));
    }

    [Fact]
    public void Ahead_AfterSomeSeconds_AnyCounts()
    {
        _watch.Note(2, new(Ahead, OneWay), At(0));
        _watch.Note(2, new(Ahead * 2, OneWay * 100), At(9));

        Assert.Equal(Ahead * 2, _watch.Ahead(At(9)));
    }

    [Fact]
    public void When_OnlyWhatThisProcessSaidLately()
    {
        var said = new Saying();
        said.Note(2, Noon, At(0));
        said.Note(2, Noon.AddSeconds(1), At(1));

        Assert.Equal(At(0), said.When(2, Noon, At(2)));
        Assert.Equal(At(1), said.When(2, Noon.AddSeconds(1), At(2)));
        Assert.Null(said.When(1, Noon, At(2)));
        Assert.Null(said.When(2, Noon.AddSeconds(2), At(2)));
        Assert.Null(said.When(2, null, At(2)));
        Assert.Null(said.When(2, Noon.AddSeconds(1), At(62)));
    }

    [Fact]
    public void When_SaidToMany_RemembersTheNewest()
    {
        var said = new Saying();
        for (var i = 0; i < 10_000; i++)
        {
            said.Note(2, Noon.AddMilliseconds(i), At(1));
        }

        Assert.Null(said.When(2, Noon, At(1)));
        Assert.Equal(At(1), said.When(2, Noon.AddMilliseconds(9_999), At(1)));
    }

    private static SyncMessage Sent(TimeSpan had) =>
        new()
        {
            Member = 1,
            SentAt = Noon - OneWay + Ahead,
            HeardSentAt = Noon.AddYears(1),
            HeardBefore = had,
        };

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
