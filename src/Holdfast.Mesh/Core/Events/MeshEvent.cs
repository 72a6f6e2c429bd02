namespace Holdfast.Mesh.Core.Events;

/// <summary>Something that a host has to react to.</summary>
public abstract record MeshEvent;
