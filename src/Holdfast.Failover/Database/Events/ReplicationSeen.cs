namespace Holdfast.Failover.Database.Events;

/// <summary>The server was asked how it goes.</summary>
/// <param name="Work">The id of the last job at that time: what was seen before a job says nothing of what it brought.</param>
public sealed record ReplicationSeen(ReplicationView Replication, long Work) : DatabaseEvent;
