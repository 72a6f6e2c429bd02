using Holdfast.Failover.Database;
using Holdfast.Failover.Database.Actions;
using Holdfast.Failover.Database.Rules;
using Holdfast.Failover.Members;

namespace Holdfast.Failover.Tests.Database.Rules;

/// <summary>Situations in which a single rule is looked at; the time is a minute after the beginning.</summary>
internal static class Turns
{
    public static readonly TimeSpan Now = TimeSpan.FromMinutes(1);
    public static readonly Epoch One = new(1, new MemberId(1));
    public static readonly Epoch Two = new(2, new MemberId(2));

    /// <summary>A copy that follows, of a primary that is there.</summary>
    public static readonly DatabaseState Standby = new()
    {
        Condition = ServerCondition.Standby,
        Memory = new DatabaseMemory(DatabaseMember.Follower, One, Alone: false),
        Role = new RoleView(Active: false, Epoch.None, One, OtherHeard: true, OtherActive: true, One),
        ReceivedAt = Now,
        StartedBy = 7,
        LastId = 7,
    };

    /// <summary>A primary in step with its standby.</summary>
    public static readonly DatabaseState Primary = new()
    {
        Condition = ServerCondition.Primary,
        Memory = new DatabaseMemory(DatabaseMember.Leader, One, Alone: false),
        Role = new RoleView(Active: true, One, One, OtherHeard: true, OtherActive: false, One),
        Sync = SyncStage.InStep,
        Standby = new StandbyTimes(Now, Now, Now, Now),
        Led = One,
        StartedBy = 7,
        LastId = 9,
    };

    public static DatabaseTurn Of(DatabaseState state) => new(new DatabaseConfig(), DatabaseRules.Standard, state, Now);

    /// <summary>Which job a rule begins; null: none.</summary>
    public static Job? Begins(Action<DatabaseTurn> rule, DatabaseState state)
    {
        var turn = Of(state);
        rule(turn);
        return turn.Actions.OfType<Begin>().SingleOrDefault()?.Work.Job;
    }

    public static DatabaseState Active(this DatabaseState state, Epoch held) =>
        state with
        {
            Role = state.Role with { Active = true, Held = held, Highest = held, OtherActive = false },
        };

    public static DatabaseState Busy(this DatabaseState state, Job job) =>
        state with
        {
            Work = new Work(state.LastId, job, Now, Memory: null),
        };
}
