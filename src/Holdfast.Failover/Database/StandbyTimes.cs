namespace Holdfast.Failover.Database;

/// <summary>When a primary last saw its standby do what it should.</summary>
/// <param name="Looked">It was looked; what was not looked at proves nothing.</param>
/// <param name="Streamed">It was connected.</param>
/// <param name="Spoke">It said something.</param>
/// <param name="Progressed">It had all that there was, or more than before.</param>
internal readonly record struct StandbyTimes(TimeSpan Looked, TimeSpan Streamed, TimeSpan Spoke, TimeSpan Progressed)
{
    public static readonly StandbyTimes Unseen = new(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);

    public StandbyTimes Seen(ReplicationView before, ReplicationView after, TimeSpan now) =>
        new(
            now,
            after.OtherStreams ? now : Streamed,
            after.OtherStreams && after.OtherReply != before.OtherReply ? now : Spoke,
            after.OtherStreams && (after.Lag == 0 || after.OtherPosition > before.OtherPosition) ? now : Progressed
        );

    /// <summary>It is there and keeps up, as far as was looked.</summary>
    public bool KeepsUp(DatabaseConfig config) =>
        Looked > TimeSpan.Zero
        && Looked - Streamed <= config.Patience
        && Looked - Spoke <= config.Silence
        && Looked - Progressed <= config.Patience;
}
