namespace Holdfast.Mesh.Core.Events;

/// <summary>The administrator adds a claim, or changes one.</summary>
public sealed record Claimed(WantedClaim Claim) : MeshEvent;
