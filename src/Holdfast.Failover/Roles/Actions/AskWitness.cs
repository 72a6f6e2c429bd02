namespace Holdfast.Failover.Roles.Actions;

/// <summary>
/// Ask the witness for its lease; the answer is <see cref="Events.WitnessGranted"/> or <see cref="Events.WitnessRefused"/>.
/// </summary>
/// <param name="Ask">Number of the question, to be given back.</param>
/// <param name="Fence">That we hold, 0 for none.</param>
/// <param name="Floor">A new fencing number must not be smaller.</param>
public sealed record AskWitness(long Ask, long Fence, long Floor) : RoleAction;
