using Holdfast.Link.Messages;
using Holdfast.Model.DesiredState;
using Holdfast.Node.Applying;

namespace Holdfast.Node.Tests.Applying;

public class IntakeTests
{
    [Fact]
    public void Then_AnyTwoDeltas_DoesWhatBothDo() =>
        Assert.All(
            Enumerable.Range(0, 500),
            seed =>
            {
                var some = new Some(seed);
                var state = some.State(Some.Start);
                var first = some.Delta(state.Revision, Some.Start);
                var second = some.Delta(first.To, Some.Start);

                SameState.Assert(state.With(first).With(second), state.With(first.Then(second)));
            }
        );

    [Fact]
    public void Of_DeltasInARow_AreTakenAsOne()
    {
        var intake = Intake.Of(new(1, 5), [Delta(5, 6, 1), Delta(6, 7, 2)]);

        Assert.Equal([Verdict.Taken, Verdict.Taken], intake.Verdicts);
        Assert.Equal(new Revision(1, 5), intake.Delta!.From);
        Assert.Equal(new Revision(1, 7), intake.Delta.To);
        Assert.Equal(2, intake.Delta.Peers.Count);
    }

    [Fact]
    public void Of_SnapshotOfAnOlderPortal_DoesNotDrain()
    {
        var old = Intake.Of(new(1, 5), [new Snapshot(new(1, 6), [], [], [])]);
        var now = Intake.Of(new(1, 5), [new Snapshot(new(1, 6), [], [], [], Draining: true)]);

        Assert.False(old.Snapshot!.Draining);
        Assert.True(now.Snapshot!.Draining);
    }

    [Fact]
    public void Of_DeltaThatLeavesAGap_IsNotTaken()
    {
        var intake = Intake.Of(new(1, 5), [Delta(6, 7, 1), Delta(5, 6, 2)]);

        Assert.Equal([Verdict.Gap, Verdict.Taken], intake.Verdicts);
        Assert.Equal(new Revision(1, 6), intake.Delta!.To);
    }

    [Fact]
    public void Of_DeltaThatReachesFurtherBack_IsTaken()
    {
        var intake = Intake.Of(new(1, 5), [Delta(3, 6, 1)]);

        Assert.Equal([Verdict.Taken], intake.Verdicts);
    }

    [Fact]
    public void Of_DeltaOfAPromotedDatabaseFromBeforeOurRevision_LeavesAGap()
    {
        var delta = new Delta(new NodeDelta { From = new(1, 3), To = new(2, 4) });

        Assert.Equal([Verdict.Gap], Intake.Of(new(1, 5), [delta]).Verdicts);
    }

    [Fact]
    public void Of_DeltaOfAPromotedDatabaseFromOurRevision_IsTaken()
    {
        var delta = new Delta(new NodeDelta { From = new(1, 5), To = new(2, 5) });

        Assert.Equal([Verdict.Taken], Intake.Of(new(1, 5), [delta]).Verdicts);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(4)]
    public void Of_WhatWeHaveAlready_IsOld(long to)
    {
        var intake = Intake.Of(new(1, 5), [Delta(3, to, 1), Snapshot(1, 4)]);

        Assert.Equal([Verdict.Old, Verdict.Old], intake.Verdicts);
        Assert.Null(intake.Delta);
        Assert.Null(intake.Snapshot);
    }

    [Fact]
    public void Of_SnapshotBetweenDeltas_ForgetsWhatWasBefore()
    {
        var intake = Intake.Of(
            new(1, 5),
            [
                Delta(5, 6, 1),
                Snapshot(2, 3, 8),
                new Delta(
                    new()
                    {
                        From = new(2, 3),
                        To = new(2, 4),
                        Peers = [Some.Peer(9)],
                    }
                ),
            ]
        );

        Assert.Equal([Verdict.Taken, Verdict.Taken, Verdict.Taken], intake.Verdicts);
        Assert.Equal(Some.Id(8), Assert.Single(intake.Snapshot!.Peers).Key);
        Assert.Equal(Some.Id(9), Assert.Single(intake.Delta!.Peers).ConfigurationId);
    }

    [Fact]
    public void Of_HigherEpochWithSmallerNumber_IsNewer()
    {
        Assert.Equal([Verdict.Taken], Intake.Of(new(1, 500), [Snapshot(2, 3)]).Verdicts);
        Assert.Equal([Verdict.Old], Intake.Of(new(2, 3), [Snapshot(1, 500)]).Verdicts);
    }

    private static Delta Delta(long from, long to, int peer) =>
        new(
            new NodeDelta
            {
                From = new(1, from),
                To = new(1, to),
                Peers = [Some.Peer(peer)],
            }
        );

    private static Snapshot Snapshot(long epoch, long number, params int[] peers) =>
        new(new(epoch, number), [], [.. peers.Select(p => Some.Peer(p))], []);
}
