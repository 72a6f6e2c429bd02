namespace Holdfast.Data.Throttles;

/// <summary>How often something failed lately, such as signing in with one name or from one address.</summary>
/// <param name="Failures">In the window that began at <paramref name="WindowStartedAt"/>.</param>
/// <param name="BlockedUntil">Null: not blocked.</param>
public sealed record Throttle(string Key, int Failures, DateTimeOffset WindowStartedAt, DateTimeOffset? BlockedUntil);
