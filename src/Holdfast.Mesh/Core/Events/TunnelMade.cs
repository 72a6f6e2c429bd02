namespace Holdfast.Mesh.Core.Events;

/// <summary>The device is a new one, and has no session with anybody.</summary>
public sealed record TunnelMade : MeshEvent;
