using System.Net;
using Holdfast.Mesh.Members;
using Holdfast.Mesh.Messages;

namespace Holdfast.Mesh.Core.Actions;

/// <param name="Address">Outside; null: through the tunnel.</param>
public sealed record Send(HostId To, IPEndPoint? Address, IReadOnlyList<MeshMessage> Messages) : MeshAction;
