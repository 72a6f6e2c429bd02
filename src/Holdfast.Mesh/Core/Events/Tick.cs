namespace Holdfast.Mesh.Core.Events;

/// <summary>Time has passed. To come every 20 ms or so.</summary>
public sealed record Tick : MeshEvent;
