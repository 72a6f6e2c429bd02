using Holdfast.Node.WireGuard.Probing;
using Holdfast.Testing;

namespace Holdfast.Node.Tests.WireGuard.Probing;

public sealed class Tai64nTests
{
    [Fact]
    public void Next_KnownMoment_AsTheFormatHasIt()
    {
        var clock = new TestClock(new DateTimeOffset(1970, 1, 1, 0, 0, 1, TimeSpan.Zero).AddTicks(5));

        Assert.Equal("400000000000000b000001f4", Convert.ToHexStringLower(new Tai64n(clock).Next()));
    }

    [Fact]
    public void Next_ClockSetBack_StillGreater()
    {
        var clock = new TestClock(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero));
        var moments = new Tai64n(clock);
        var before = moments.Next();
        clock.Step(TimeSpan.FromDays(-3));

        Assert.True(before.AsSpan().SequenceCompareTo(moments.Next()) < 0);
    }

    [Fact]
    public void Next_SameMoment_Greater()
    {
        var moments = new Tai64n(new TestClock(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero)));
        var labels = Enumerable.Range(0, 50).Select(_ => Convert.ToHexString(moments.Next())).ToList();

        Assert.Equal(labels.Order(StringComparer.Ordinal), labels);
        Assert.Equal(50, labels.Distinct(StringComparer.Ordinal).Count());
    }
}
