namespace Holdfast.Failover.Database.Actions;

/// <summary>The primary is gone, or drained, while this member is active: whoever is ready is to take over, while its grant lasts.</summary>
public sealed record GiveRoleAway : DatabaseAction;
