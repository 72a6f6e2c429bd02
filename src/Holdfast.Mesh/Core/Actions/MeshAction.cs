namespace Holdfast.Mesh.Core.Actions;

/// <summary>Something that a host's shell has to do.</summary>
public abstract record MeshAction;
