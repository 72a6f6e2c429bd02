namespace Holdfast.Failover.Roles.Events;

/// <summary>The witness gives or renews the lease.</summary>
/// <param name="Ask">Number of the question.</param>
/// <param name="Fence">Its fencing number.</param>
/// <param name="Length">From the moment of the question.</param>
public sealed record WitnessGranted(long Ask, long Fence, TimeSpan Length) : RoleEvent;
