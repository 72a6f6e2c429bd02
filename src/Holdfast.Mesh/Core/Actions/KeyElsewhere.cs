namespace Holdfast.Mesh.Core.Actions;

/// <summary>To be told to people: another host speaks with this host's key, or an earlier state folder of it came back.</summary>
public sealed record KeyElsewhere : MeshAction;
