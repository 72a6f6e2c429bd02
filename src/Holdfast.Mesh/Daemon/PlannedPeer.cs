using System.Net;
using Holdfast.Model.Keys;

namespace Holdfast.Mesh.Daemon;

/// <summary>What the WireGuard device should know of one member.</summary>
/// <param name="Own">Its own address.</param>
/// <param name="Held">Prefixes that it carries for this host.</param>
internal sealed record PlannedPeer(WireGuardKey Key, IPEndPoint Endpoint, IPNetwork Own, IReadOnlySet<IPNetwork> Held);
