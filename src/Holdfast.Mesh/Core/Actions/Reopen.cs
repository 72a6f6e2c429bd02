using Holdfast.Mesh.Members;

namespace Holdfast.Mesh.Core.Actions;

/// <summary>
/// A member that lives anew speaks outside and is silent in the tunnel: what WireGuard has begun with it is to be given up, so that a
/// handshake begins at once.
/// </summary>
/// <param name="IsFirst">Not a further try: for people.</param>
public sealed record Reopen(HostRecord Record, bool IsFirst) : MeshAction;
