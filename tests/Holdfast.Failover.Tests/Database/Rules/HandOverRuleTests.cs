using Holdfast.Failover.Database;
using Holdfast.Failover.Database.Actions;
using Holdfast.Failover.Database.Events;
using Holdfast.Failover.Database.Reports;
using Holdfast.Failover.Database.Rules;
using static Holdfast.Failover.Tests.Database.Rules.Turns;

namespace Holdfast.Failover.Tests.Database.Rules;

public sealed class HandOverRuleTests
{
    private static readonly DatabaseState Asked = Primary with { HandsOver = true };

    private static readonly DatabaseState Draining = Primary.Busy(Job.Drain);

    [Fact]
    public void Apply_InStep_Drains() => Assert.Equal(Job.Drain, Begins(HandOverRule.Apply, Asked));

    [Fact]
    public void Apply_NotAsked_Nothing() => Assert.Null(Begins(HandOverRule.Apply, Primary));

    [Fact]
    public void Apply_SomethingIsUnderWay_Waits()
    {
        var turn = Of(Asked.Busy(Job.Remember));
        HandOverRule.Apply(turn);

        Assert.Empty(turn.Actions);
        Assert.True(turn.State.HandsOver);
    }

    [Theory]
    [InlineData(SyncStage.Alone)]
    [InlineData(SyncStage.Waiting)]
    [InlineData(SyncStage.Noted)]
    [InlineData(SyncStage.Closing)]
    [InlineData(SyncStage.Closed)]
    public void Apply_TheStandbyIsNotInStep_IsRefused(SyncStage stage)
    {
        var turn = Of(Asked with { Sync = stage });
        HandOverRule.Apply(turn);

        Assert.Equal([new Say(new NotHandedOver())], turn.Actions);
        Assert.False(turn.State.HandsOver);
    }

    [Fact]
    public void Apply_NotActive_IsRefused() =>
        Assert.Null(Begins(HandOverRule.Apply, Asked with { Role = Asked.Role with { Active = false } }));

    /// <summary>The word that the server ended comes before or after the word that the job did.</summary>
    [Fact]
    public void Drained_HeardInEitherOrder_GivesTheRoleAwayOnce()
    {
        DatabaseEvent[] words = [new ServerEnded(Draining.StartedBy), new WorkEnded(Draining.LastId, Failure: null)];

        Assert.Equal(1, GivenAway(words));
        Assert.Equal(1, GivenAway([.. words.Reverse()]));
    }

    [Fact]
    public void Drained_NobodyTookIt_StartsAgainAfterTheGrant()
    {
        var config = new DatabaseConfig();
        var stopped = DatabaseMachine.Step(config, Draining, Now, new ServerEnded(Draining.StartedBy)).State;
        var end = Now + config.Grant + config.Slack;

        Assert.Empty(
            DatabaseMachine
                .Step(config, stopped, end - TimeSpan.FromMilliseconds(1), TimePassed.Instance)
                .Actions.OfType<Begin>()
        );
        Assert.Equal(
            Job.Start,
            Assert
                .Single(DatabaseMachine.Step(config, stopped, end, TimePassed.Instance).Actions.OfType<Begin>())
                .Work.Job
        );
    }

    private static int GivenAway(IEnumerable<DatabaseEvent> words)
    {
        var (state, given) = (Draining, 0);
        foreach (var word in words)
        {
            var step = DatabaseMachine.Step(new DatabaseConfig(), state, Now, word);
            state = step.State;
            given += step.Actions.OfType<GiveRoleAway>().Count();
        }

        Assert.Equal(ServerCondition.Stopped, state.Condition);
        return given;
    }
}
