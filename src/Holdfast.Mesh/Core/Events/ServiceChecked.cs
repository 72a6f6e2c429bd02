using System.Net;

namespace Holdfast.Mesh.Core.Events;

/// <summary>Whether the service behind a prefix of this host answers has changed.</summary>
public sealed record ServiceChecked(IPNetwork Prefix, bool IsWell) : MeshEvent;
