using System.Net;
using Holdfast.Mesh.Members;
using Holdfast.Mesh.Messages;

namespace Holdfast.Mesh.Core.Events;

/// <summary>A datagram of a member, whose keys prove that it is its own and of this life of both; signatures in it are checked.</summary>
/// <param name="Source">Where it came from, outside; null: through the tunnel.</param>
public sealed record Heard(HostId From, Way Way, IPEndPoint? Source, IReadOnlyList<MeshMessage> Messages) : MeshEvent;
