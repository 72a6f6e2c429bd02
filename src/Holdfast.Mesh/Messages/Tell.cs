using System.Net;
using Holdfast.Mesh.Members;

namespace Holdfast.Mesh.Messages;

/// <summary>A record, of the sender or of another.</summary>
/// <param name="Address">Where the sender reaches that host; null: it does not know, or it is its own.</param>
public sealed record Tell(HostRecord Record, IPEndPoint? Address) : MeshMessage;
