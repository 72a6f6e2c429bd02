using Holdfast.Failover.Database;
using Holdfast.Failover.Database.Events;
using Holdfast.Failover.Database.Rules;
using static Holdfast.Failover.Tests.Database.Rules.Turns;

namespace Holdfast.Failover.Tests.Database.Rules;

public sealed class WorkRuleTests
{
    private static readonly DatabaseConfig Config = new();

    /// <summary>What is only not ready yet is asked again soon.</summary>
    [Theory]
    [InlineData(Job.Rewind, false, 2000, RejoinStep.Clone)]
    [InlineData(Job.Rewind, true, 500, RejoinStep.None)]
    [InlineData(Job.Clone, true, 500, RejoinStep.None)]
    [InlineData(Job.Clone, false, 2000, RejoinStep.None)]
    [InlineData(Job.Stop, false, 500, RejoinStep.None)]
    [InlineData(Job.Close, false, 500, RejoinStep.None)]
    [InlineData(Job.Start, false, 2000, RejoinStep.None)]
    public void Failed_IsTriedAgain(Job job, bool notReady, int after, RejoinStep next)
    {
        var turn = Ended(Standby.Busy(job), "why", notReady);

        Assert.Equal(Now + TimeSpan.FromMilliseconds(after), turn.State.RetryAt);
        Assert.Equal((next, "why", (Work?)null), (turn.State.Rejoin, turn.State.Trouble, turn.State.Work));
    }

    [Fact]
    public void Failed_ToWait_IsUndoneFirst() =>
        Assert.Equal(SyncStage.Closed, Ended(Primary.Busy(Job.Wait), "why").State.Sync);

    [Fact]
    public void Failed_ForTheSameReason_IsSaidOnce() =>
        Assert.Empty(Ended(Standby.Busy(Job.Clone) with { Trouble = "why" }, "why").Actions);

    [Fact]
    public void Ended_AnotherJobThanTheOneUnderWay_NothingChanges()
    {
        var state = Standby.Busy(Job.Clone);
        var turn = Of(state);
        EventRules.Apply(turn, new WorkEnded(state.LastId - 1, Failure: null));

        Assert.Equal(state, turn.State);
    }

    [Theory]
    [InlineData(Job.Start, ServerCondition.Standby)]
    [InlineData(Job.Follow, ServerCondition.Standby)]
    [InlineData(Job.Promote, ServerCondition.Primary)]
    [InlineData(Job.Stop, ServerCondition.Stopped)]
    [InlineData(Job.Rewind, ServerCondition.Stopped)]
    [InlineData(Job.Clone, ServerCondition.Stopped)]
    public void Done_TheServerIs(Job job, ServerCondition condition) =>
        Assert.Equal(condition, Ended(Standby.Busy(job), failure: null).State.Condition);

    [Fact]
    public void Done_Started_NothingOfAnEarlierServerIsBelieved()
    {
        var before = Standby with { Replication = new(9, true, true, 9, 1) { Writes = true } };

        var seen = Ended(before.Busy(Job.Start), failure: null).State.Replication;

        Assert.Equal(ReplicationView.Nothing with { Position = 9 }, seen);
    }

    private static DatabaseTurn Ended(DatabaseState state, string? failure, bool notReady = false)
    {
        var turn = new DatabaseTurn(Config, DatabaseRules.Standard, state, Now);
        EventRules.Apply(turn, new WorkEnded(state.LastId, failure) { NotReady = notReady });
        return turn;
    }
}
