using Holdfast.Failover.Database;

namespace Holdfast.Failover.Control;

/// <summary>How this member's database stands.</summary>
/// <param name="Server">What it is.</param>
/// <param name="Doing">What is under way; null: nothing.</param>
/// <param name="Reign">The epoch under which it, or the primary that it followed, was promoted last.</param>
/// <param name="InStep">As primary: commits wait for the standby. As standby: it has everything that was acknowledged.</param>
/// <param name="Degraded">As primary: it acknowledges what the standby has not.</param>
/// <param name="Position">Bytes of write-ahead log that are durable here.</param>
/// <param name="Lag">As primary with a standby: bytes that it lacks.</param>
/// <param name="Trouble">Why the last thing that was tried failed; null: it did not.</param>
/// <param name="KeptAside">Folders with what diverged.</param>
public sealed record DatabaseStatus(
    ServerCondition Server,
    Job? Doing,
    string Reign,
    bool InStep,
    bool Degraded,
    ulong Position,
    ulong? Lag,
    string? Trouble,
    IReadOnlyList<string> KeptAside
)
{
    internal static DatabaseStatus Of(DatabaseState state, IReadOnlyList<string> kept)
    {
        var leads = state.Condition == ServerCondition.Primary;
        return new(
            state.Condition,
            state.Work?.Job,
            state.Memory.Reign.ToString(),
            leads ? state.Sync == SyncStage.InStep : state.Told == Members.DatabaseStanding.InStep,
            leads && state.Memory.Alone,
            state.Replication.Position,
            leads && state.Replication.OtherStreams ? state.Replication.Lag : null,
            state.Trouble,
            kept
        );
    }
}
