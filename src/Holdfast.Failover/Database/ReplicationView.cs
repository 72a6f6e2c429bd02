namespace Holdfast.Failover.Database;

/// <summary>How replication goes, as this member's server tells it. Positions are bytes of the write-ahead log.</summary>
/// <param name="Position">How far this server is: durable here.</param>
/// <param name="Receives">As standby: it is connected to the primary.</param>
/// <param name="OtherStreams">As primary: the standby is connected, and streams.</param>
/// <param name="OtherPosition">As primary: how far the standby is: durable there.</param>
/// <param name="OtherReply">As primary: changes whenever the standby says something.</param>
public sealed record ReplicationView(
    ulong Position,
    bool Receives,
    bool OtherStreams,
    ulong OtherPosition,
    long OtherReply
)
{
    public static readonly ReplicationView Nothing = new(
        0,
        Receives: false,
        OtherStreams: false,
        OtherPosition: 0,
        OtherReply: 0
    );

    /// <summary>It was promoted: also when the job that did it failed, or was given up.</summary>
    public bool Writes { get; init; }

    /// <summary>Bytes that the standby lacks.</summary>
    public ulong Lag => Position > OtherPosition ? Position - OtherPosition : 0;
}
