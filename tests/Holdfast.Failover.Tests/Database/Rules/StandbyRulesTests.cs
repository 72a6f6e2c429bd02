using Holdfast.Failover.Database;
using Holdfast.Failover.Database.Actions;
using Holdfast.Failover.Database.Events;
using Holdfast.Failover.Database.Rules;
using Holdfast.Failover.Members;
using static Holdfast.Failover.Tests.Database.Rules.Turns;

namespace Holdfast.Failover.Tests.Database.Rules;

/// <summary>What a member that is not active does: it stops, follows, is made to follow, and hears grants.</summary>
public sealed class StandbyRulesTests
{
    private static readonly DatabaseState Stopped = Standby with { Condition = ServerCondition.Stopped };

    [Theory]
    [InlineData(ServerCondition.Primary, null, false, Job.Stop)]
    [InlineData(ServerCondition.Standby, Job.Promote, false, Job.Stop)]
    [InlineData(ServerCondition.Standby, null, true, Job.Stop)]
    [InlineData(ServerCondition.Primary, Job.Stop, false, null)]
    [InlineData(ServerCondition.Standby, null, false, null)]
    [InlineData(ServerCondition.Standby, Job.Follow, false, null)]
    public void Loser_WhoeverWrites_IsStoppedAtOnce(ServerCondition condition, Job? busy, bool writes, Job? job)
    {
        var state = Standby with
        {
            Condition = condition,
            Replication = new(0, false, false, 0, 0) { Writes = writes },
        };

        Assert.Equal(job, Begins(LoserRule.Apply, busy is { } other ? state.Busy(other) : state));
    }

    [Fact]
    public void Loser_WhoIsActive_GoesOn() => Assert.Null(Begins(LoserRule.Apply, Primary));

    [Fact]
    public void Follow_ACopyThatIsStopped_Follows() => Assert.Equal(Job.Follow, Begins(FollowRule.Apply, Stopped));

    [Theory]
    [InlineData(DatabaseMember.None)]
    [InlineData(DatabaseMember.Claimant)]
    [InlineData(DatabaseMember.Leader)]
    public void Follow_WhatIsNoCopy_Not(DatabaseMember member) =>
        Assert.Null(Begins(FollowRule.Apply, Stopped with { Memory = new(member, One, Alone: false) }));

    [Theory]
    [InlineData(ServerCondition.Stopped, DatabaseMember.Leader, Job.Rewind)]
    [InlineData(ServerCondition.Stopped, DatabaseMember.Claimant, Job.Rewind)]
    [InlineData(ServerCondition.Stopped, DatabaseMember.None, Job.Clone)]
    [InlineData(ServerCondition.Absent, DatabaseMember.None, Job.Clone)]
    [InlineData(ServerCondition.Absent, DatabaseMember.Follower, Job.Clone)]
    [InlineData(ServerCondition.Stopped, DatabaseMember.Follower, null)]
    [InlineData(ServerCondition.Standby, DatabaseMember.Leader, Job.Stop)]
    public void Rejoin_ByWhatTheDataIs(ServerCondition condition, DatabaseMember member, Job? job) =>
        Assert.Equal(
            job,
            Begins(RejoinRule.Apply, Standby with { Condition = condition, Memory = new(member, One, Alone: false) })
        );

    [Fact]
    public void Rejoin_NobodyIsActive_Waits() =>
        Assert.Null(
            Begins(
                RejoinRule.Apply,
                Stopped with
                {
                    Memory = new(DatabaseMember.Leader, One, Alone: false),
                    Role = Stopped.Role with { OtherActive = false },
                }
            )
        );

    [Theory]
    [InlineData(15_000, RejoinStep.None, RejoinStep.None)]
    [InlineData(15_001, RejoinStep.None, RejoinStep.Rewind)]
    [InlineData(15_001, RejoinStep.Rewind, RejoinStep.Clone)]
    public void Rejoin_FollowsInVain_IsRewoundThenCopied(int receivedAgo, RejoinStep tried, RejoinStep next)
    {
        var turn = Of(Standby with { ReceivedAt = Now - TimeSpan.FromMilliseconds(receivedAgo), Tried = tried });
        RejoinRule.Apply(turn);

        Assert.Equal(next, turn.State.Rejoin);
    }

    [Fact]
    public void Granted_CountsFromTheQuestion()
    {
        var state = Hear(Standby, Now - TimeSpan.FromMilliseconds(400));

        Assert.Equal(Now + TimeSpan.FromMilliseconds(1100), state.GrantUntil);
    }

    [Fact]
    public void Granted_AnOldAnswer_ShortensNothing() =>
        Assert.Equal(
            Now + TimeSpan.FromSeconds(1),
            Hear(Standby with { GrantUntil = Now + TimeSpan.FromSeconds(1) }, Now - TimeSpan.FromSeconds(1)).GrantUntil
        );

    [Theory]
    [InlineData(ServerCondition.Stopped, DatabaseMember.Follower)]
    [InlineData(ServerCondition.Primary, DatabaseMember.Follower)]
    [InlineData(ServerCondition.Standby, DatabaseMember.Leader)]
    [InlineData(ServerCondition.Standby, DatabaseMember.Claimant)]
    public void Granted_WhatIsNoCopy_GetsNone(ServerCondition condition, DatabaseMember member) =>
        Assert.Equal(
            DatabaseState.Never,
            Hear(Standby with { Condition = condition, Memory = new(member, One, Alone: false) }, Now).GrantUntil
        );

    [Theory]
    [InlineData(1, DatabaseStanding.InStep)]
    [InlineData(0, DatabaseStanding.Degraded)]
    public void Standing_ACopy_IsReadyWhileItsGrantLasts(int milliseconds, DatabaseStanding standing)
    {
        var turn = Of(Standby with { GrantUntil = Now + TimeSpan.FromMilliseconds(milliseconds) });
        StandingRule.Apply(turn);

        Assert.Equal(standing, Assert.Single(turn.Actions.OfType<TellStanding>()).Standing);
    }

    [Theory]
    [InlineData(false, true, Job.Create)]
    [InlineData(false, false, null)]
    [InlineData(true, true, null)]
    public void Create_OnlyWhereAnOperatorSaidSo(bool hasData, bool allowed, Job? job) =>
        Assert.Equal(
            job,
            Begins(
                CreateRule.Apply,
                new DatabaseState
                {
                    Condition = hasData ? ServerCondition.Stopped : ServerCondition.Absent,
                    Role = RoleView.Nothing with { Active = true, Held = One, Highest = One },
                    CreationAllowed = allowed,
                }
            )
        );

    private static DatabaseState Hear(DatabaseState state, TimeSpan askedAt)
    {
        var turn = Of(state);
        EventRules.Apply(turn, new Granted(askedAt));
        return turn.State;
    }
}
