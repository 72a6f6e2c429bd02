namespace Holdfast.Failover.Database.Events;

/// <param name="Failure">Null: it is done.</param>
public sealed record WorkEnded(long Id, string? Failure) : DatabaseEvent
{
    /// <summary>It failed only because the other member is not ready yet; nothing was done.</summary>
    public bool NotReady { get; init; }
}
