namespace Holdfast.Model.Failover;

/// <summary>What is true on one machine only.</summary>
/// <param name="Member">1 to 255.</param>
/// <param name="Links">The interface of each of the group's networks.</param>
/// <param name="Expects">Programs whose silence makes the machine unhealthy, such as <c>node</c>.</param>
public sealed record LocalPlan(int Member, IReadOnlyDictionary<string, string> Links, IReadOnlyList<string> Expects);
