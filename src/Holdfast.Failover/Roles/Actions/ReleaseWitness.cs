namespace Holdfast.Failover.Roles.Actions;

/// <summary>Tell the witness that its lease is not needed any more. No answer.</summary>
public sealed record ReleaseWitness(long Fence) : RoleAction;
