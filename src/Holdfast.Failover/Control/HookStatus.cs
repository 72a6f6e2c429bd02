namespace Holdfast.Failover.Control;

/// <summary>What the administrator's executable said last.</summary>
/// <param name="Active">It was asked to bring the addresses here; otherwise it was told that they are here no more.</param>
/// <param name="Trouble">Why it did not succeed; null: it did.</param>
public sealed record HookStatus(bool Active, string? Trouble);
