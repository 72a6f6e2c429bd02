using Holdfast.Mesh.Members;

namespace Holdfast.Mesh.Core.Actions;

/// <summary>To be told to people: a member came, became suspect, died, left.</summary>
public sealed record StatusChanged(HostRecord Record, HostStatus Status) : MeshAction;
