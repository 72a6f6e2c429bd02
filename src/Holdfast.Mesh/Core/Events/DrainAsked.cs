using System.Net;

namespace Holdfast.Mesh.Core.Events;

/// <summary>Others are to carry what this host claims; it goes on while nobody else does.</summary>
/// <param name="Prefix">Null: all.</param>
/// <param name="Drain">False: the end of it.</param>
public sealed record DrainAsked(IPNetwork? Prefix, bool Drain) : MeshEvent;
