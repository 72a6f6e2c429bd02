namespace Holdfast.Failover.Roles.Events;

/// <summary>The answer to <see cref="Actions.TestIsolation"/>; always given, within a second.</summary>
public sealed record IsolationTested(IsolationResult Result) : RoleEvent;
