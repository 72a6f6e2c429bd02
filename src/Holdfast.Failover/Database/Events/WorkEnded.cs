namespace Holdfast.Failover.Database.Events;

/// <param name="Failure">Null: it is done.</param>
public sealed record WorkEnded(long Id, string? Failure) : DatabaseEvent;
