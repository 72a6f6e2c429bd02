using Holdfast.Failover.Database.Events;
using Holdfast.Failover.Database.Reports;

namespace Holdfast.Failover.Database.Rules;

/// <summary>A job is over: what it brought. One that failed is tried again later, or something else instead.</summary>
internal static class WorkRule
{
    private static readonly Job[] Quiet = [Job.Remember, Job.Open, Job.Close, Job.Wait];

    public static void Apply(DatabaseTurn turn, WorkEnded ended)
    {
        var failure = ended.Failure;
        var (work, before) = (turn.State.Work!, turn.State.Trouble);
        turn.State = turn.State with { Work = null, Trouble = failure };
        if (failure is null)
        {
            turn.State = After(turn.State, work, turn.Now);
        }
        else
        {
            turn.State = AfterFailure(turn, work.Job, ended.NotReady);
            if (failure != before)
            {
                turn.Say(new WorkFailed(work.Job, failure));
            }
        }

        if (failure is null && work.Job == Job.Drain)
        {
            HandOverRule.Drained(turn, work);
        }
        else if (failure is null && Array.IndexOf(Quiet, work.Job) < 0)
        {
            turn.Say(new WorkDone(work.Job, turn.Now - work.Since));
        }
    }

    private static DatabaseState After(DatabaseState state, Work work, TimeSpan now) =>
        work.Job switch
        {
            Job.Stop or Job.Drain => state with
            {
                Condition = state.Condition == ServerCondition.Absent ? state.Condition : ServerCondition.Stopped,
                Sync = SyncStage.Alone,
                EndedAt = now,
                Replication = state.Replication with { Writes = false },
            },
            Job.Create => state with { Condition = ServerCondition.Stopped, Memory = DatabaseMemory.Nothing },
            Job.Start or Job.Follow => state with
            {
                Condition = ServerCondition.Standby,
                StartedBy = work.Id,
                ReceivedAt = now,
                Replication = ReplicationView.Nothing with { Position = state.Replication.Position },
            },
            Job.Promote => state with
            {
                Condition = ServerCondition.Primary,
                Sync = SyncStage.Alone,
                Standby = StandbyTimes.Unseen,
                Led = state.Memory.Reign,
                CreationAllowed = false,
                DegradedAllowed = false,
            },
            Job.Rewind or Job.Clone => state with
            {
                Condition = ServerCondition.Stopped,
                Tried = work.Job == Job.Clone ? RejoinStep.Clone : RejoinStep.Rewind,
                Rejoin = RejoinStep.Done,
                CreationAllowed = false,
            },
            Job.Remember => Remembered(state, work.Memory!),
            Job.Wait => state with { Sync = SyncStage.Waiting },
            Job.WaitNot => state with { Sync = SyncStage.Alone },
            Job.Open => state with { Sync = SyncStage.InStep },
            Job.Close => state with { Sync = SyncStage.Closing, ClosedAt = now },
            _ => state,
        };

    private static DatabaseState Remembered(DatabaseState state, DatabaseMemory memory) =>
        state with
        {
            Memory = memory,
            Led = state.Condition == ServerCondition.Primary ? memory.Reign : state.Led,
            Rejoin = state.Rejoin == RejoinStep.Done ? RejoinStep.None : state.Rejoin,
            Sync =
                state.Sync == SyncStage.Waiting && !memory.Alone ? SyncStage.Noted
                : state.Sync == SyncStage.Closing && memory.Alone ? SyncStage.Closed
                : state.Sync,
        };

    private static DatabaseState AfterFailure(DatabaseTurn turn, Job job, bool notReady) =>
        turn.State with
        {
            RetryAt = turn.Now + (notReady || job is Job.Stop or Job.Close ? turn.Config.Patience : turn.Config.Retry),
            Rejoin = job == Job.Rewind && !notReady ? RejoinStep.Clone : turn.State.Rejoin,
            // No grant was given yet. One that failed to open stays noted: it may be open all the same, and is opened again or closed.
            Sync = job == Job.Wait ? SyncStage.Closed : turn.State.Sync,
        };
}
