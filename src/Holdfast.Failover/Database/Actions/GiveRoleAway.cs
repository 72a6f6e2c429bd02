namespace Holdfast.Failover.Database.Actions;

/// <summary>The primary is gone although this member is active: whoever is ready is to take over, while its grant lasts.</summary>
public sealed record GiveRoleAway : DatabaseAction;
