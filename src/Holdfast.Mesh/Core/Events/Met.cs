using System.Net;
using Holdfast.Mesh.Members;

namespace Holdfast.Mesh.Core.Events;

/// <summary>A host has proved just now that it lives, that it knows the password, and that the record is its own.</summary>
public sealed record Met(HostRecord Record, IPEndPoint Address) : MeshEvent;
