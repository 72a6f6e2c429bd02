namespace Holdfast.Failover.Database.Events;

/// <summary>The server ended, by itself or because it was stopped.</summary>
/// <param name="Work">The id of the job that had started it.</param>
public sealed record ServerEnded(long Work) : DatabaseEvent;
