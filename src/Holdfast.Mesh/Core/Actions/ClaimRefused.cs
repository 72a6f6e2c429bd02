using System.Net;
using Holdfast.Mesh.Members;

namespace Holdfast.Mesh.Core.Actions;

/// <summary>To be told to people: what this host claims is another's alone.</summary>
public sealed record ClaimRefused(IPNetwork Prefix, HostId Holder) : MeshAction;
