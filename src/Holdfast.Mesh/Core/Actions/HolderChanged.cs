using System.Net;
using Holdfast.Mesh.Members;

namespace Holdfast.Mesh.Core.Actions;

/// <summary>Somebody else carries a prefix, as this host sends its packets.</summary>
/// <param name="Before">Null: nobody did.</param>
/// <param name="After">Null: nobody does.</param>
/// <param name="Cause">For people.</param>
public sealed record HolderChanged(IPNetwork Prefix, HostId? Before, HostId? After, string Cause) : MeshAction;
