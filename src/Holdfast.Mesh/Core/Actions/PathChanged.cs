using Holdfast.Mesh.Members;

namespace Holdfast.Mesh.Core.Actions;

/// <summary>To be told to people: the way through the tunnel to a member broke, or carries again.</summary>
public sealed record PathChanged(HostRecord Record, bool IsDown) : MeshAction;
