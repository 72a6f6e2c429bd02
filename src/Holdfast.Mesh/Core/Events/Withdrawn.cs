using System.Net;

namespace Holdfast.Mesh.Core.Events;

/// <summary>The administrator takes a claim back at once.</summary>
public sealed record Withdrawn(IPNetwork Prefix) : MeshEvent;
