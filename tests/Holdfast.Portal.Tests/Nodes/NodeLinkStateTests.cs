using Holdfast.Link.Messages;
using Holdfast.Model.DesiredState;
using Holdfast.Portal.Nodes;

namespace Holdfast.Portal.Tests.Nodes;

public sealed class NodeLinkStateTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    private static readonly NodeHello Hello = new(1, 1, "0.1.0", "n", Revision.None, Guid.Empty, 1);

    private int _changes;

    private NodeLinkState Linked()
    {
        var state = new NodeLinkState("n", TimeProvider.System, () => _changes++);
        state.Linked(Hello, Start);
        state.Report(Status(Start, 0, 0));
        return state;
    }

    [Fact]
    public void Heard_ShortSilence_ChangesNothing()
    {
        var state = Linked();
        var before = _changes;

        state.Heard(TimeSpan.FromSeconds(1.4), Start.AddSeconds(5));

        Assert.True(state.Condition.Linked);
        Assert.Equal(before, _changes);
    }

    [Fact]
    public void Heard_LongSilence_IsNotLinkedSinceItWasLastHeard()
    {
        var state = Linked();

        state.Heard(TimeSpan.FromSeconds(2), Start.AddSeconds(10));

        Assert.False(state.Condition.Linked);
        Assert.Equal(Start.AddSeconds(8), state.Condition.Since);
        Assert.Contains("HF-1712", state.Condition.Reason, StringComparison.Ordinal);
        Assert.Null(state.Status);
        Assert.Equal(NodeTraffic.None, state.Traffic);
    }

    [Fact]
    public void Heard_AfterSilence_IsLinkedAgainWithWhatItSaid()
    {
        var state = Linked();
        state.Heard(TimeSpan.FromSeconds(2), Start.AddSeconds(10));

        state.Heard(TimeSpan.FromSeconds(0.1), Start.AddSeconds(11));

        Assert.True(state.Condition.Linked);
        Assert.Equal("0.1.0", state.Condition.Software);
        Assert.NotNull(state.Status);
    }

    [Fact]
    public void Unlinked_AfterSilence_KeepsItsBeginning()
    {
        var state = Linked();
        state.Heard(TimeSpan.FromSeconds(2), Start.AddSeconds(10));
        state.Unlinked("cut", Start.AddSeconds(20));
        state.Unlinked("cannot reach it", Start.AddSeconds(30));

        Assert.Equal(Start.AddSeconds(8), state.Condition.Since);
        Assert.Equal("cannot reach it", state.Condition.Reason);
    }

    [Fact]
    public void Report_OnlyFiguresChanged_TellsNobody()
    {
        var state = Linked();
        var before = _changes;

        state.Report(Status(Start.AddSeconds(5), 5000, 0));
        Assert.Equal(before, _changes);
        state.Report(Status(Start.AddSeconds(10), 5000, 0, sessions: 1));
        Assert.Equal(before + 1, _changes);
    }

    [Fact]
    public void Traffic_TwoStatuses_IsTheirDifference()
    {
        var state = Linked();

        state.Report(Status(Start.AddSeconds(5), 5000, 10_000));

        Assert.Equal(new NodeTraffic(1000, 2000), state.Traffic);
    }

    [Fact]
    public void Traffic_CountersBeganAgainOrLie_IsNotKnown()
    {
        var state = Linked();
        state.Report(Status(Start.AddSeconds(5), 5000, 5000));

        state.Report(Status(Start.AddSeconds(10), 10, 10));
        Assert.Equal(NodeTraffic.None, state.Traffic);
        state.Report(Status(Start.AddSeconds(10), 20, 20));
        Assert.Equal(NodeTraffic.None, state.Traffic);
        state.Report(Status(Start.AddSeconds(5), 30, 30));
        Assert.Equal(NodeTraffic.None, state.Traffic);
        state.Report(Status(Start.AddSeconds(20), null, null));
        Assert.Equal(NodeTraffic.None, state.Traffic);
    }

    private static NodeStatus Status(DateTimeOffset at, long? received, long? sent, int sessions = 0) =>
        new(at, [new("p", "hf-wg-1", Works: true, null, sessions, received, sent)], "vpn.example", null);
}
