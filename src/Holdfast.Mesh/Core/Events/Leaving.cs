namespace Holdfast.Mesh.Core.Events;

/// <summary>The host says goodbye.</summary>
public sealed record Leaving : MeshEvent;
