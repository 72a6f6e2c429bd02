using Holdfast.Failover.Database;
using Holdfast.Failover.Database.Actions;
using Holdfast.Failover.Database.Events;
using Holdfast.Failover.Database.Rules;
using static Holdfast.Failover.Tests.Database.Rules.Turns;

namespace Holdfast.Failover.Tests.Database.Rules;

public sealed class ServerRuleTests
{
    [Fact]
    public void Apply_ThePrimaryEnds_TheRoleIsGivenAway()
    {
        var turn = After(Primary, 7);

        Assert.Single(turn.Actions.OfType<GiveRoleAway>());
        Assert.Equal(
            (ServerCondition.Stopped, SyncStage.Alone, Now),
            (turn.State.Condition, turn.State.Sync, turn.State.EndedAt)
        );
    }

    [Fact]
    public void Apply_ThePrimaryIsStopped_NobodyIsTold()
    {
        var turn = After(Primary.Busy(Job.Stop), 7);

        Assert.Empty(turn.Actions);
        Assert.Equal((ServerCondition.Stopped, Job.Stop), (turn.State.Condition, turn.State.Work?.Job));
    }

    [Fact]
    public void Apply_PromotedButNotHeardOf_CountsAsPrimary()
    {
        var turn = After(Standby.Active(Two) with { Replication = new(0, false, false, 0, 0) { Writes = true } }, 7);

        Assert.Single(turn.Actions.OfType<GiveRoleAway>());
        Assert.False(turn.State.Replication.Writes);
    }

    [Fact]
    public void Apply_TheStandbyEnds_ItIsStartedAgainLater()
    {
        var turn = After(Standby.Busy(Job.Promote), 7);

        Assert.Empty(turn.Actions);
        Assert.Null(turn.State.Work);
        Assert.True(turn.State.RetryAt > Now);
    }

    [Theory]
    [InlineData(ServerCondition.Stopped)]
    [InlineData(ServerCondition.Absent)]
    public void Apply_NoServerIsKnown_NothingChanges(ServerCondition condition)
    {
        var state = Standby with { Condition = condition };

        Assert.Equal(state, After(state, 7).State);
    }

    [Fact]
    public void Apply_AnEarlierServer_NothingChanges() => Assert.Equal(Primary, After(Primary, 6).State);

    [Fact]
    public void Apply_BeforeItIsHeardThatItStarted_TheStartFailed()
    {
        var turn = After((Standby with { Condition = ServerCondition.Stopped, LastId = 8 }).Busy(Job.Follow), 8);

        Assert.Equal((ServerCondition.Stopped, (Work?)null), (turn.State.Condition, turn.State.Work));
        Assert.True(turn.State.RetryAt > Now);
    }

    private static DatabaseTurn After(DatabaseState state, long startedBy)
    {
        var turn = Of(state);
        ServerRule.Apply(turn, new ServerEnded(startedBy));
        return turn;
    }
}
