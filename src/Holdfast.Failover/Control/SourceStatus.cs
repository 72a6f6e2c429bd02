namespace Holdfast.Failover.Control;

/// <summary>A program on this machine that reports its health, or is expected to.</summary>
/// <param name="Healthy">Null: it has not said anything yet.</param>
/// <param name="Reason">Why it is not healthy.</param>
public sealed record SourceStatus(string Source, bool Expected, bool Connected, bool? Healthy, string? Reason);
