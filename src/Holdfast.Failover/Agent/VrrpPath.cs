using System.Net;
using System.Runtime.InteropServices;
using Holdfast.Failover.Heartbeat;
using Holdfast.Linux.Heartbeats;

namespace Holdfast.Failover.Agent;

/// <summary>Heartbeats as IP protocol 112.</summary>
internal sealed class VrrpPath(VrrpSocket socket, IReadOnlyList<IPAddress>? peers) : IHeartbeatPath
{
    public Carrier Carrier { get; } = peers is null ? Carrier.Multicast : Carrier.Unicast;

    public IPAddress Source => socket.Source;

    public IReadOnlyList<IPAddress> Destinations { get; } = peers ?? [socket.Group];

    public SafeHandle Descriptor => socket.Descriptor;

    /// <param name="peers">For unicast; null: multicast.</param>
    /// <inheritdoc cref="VrrpSocket.Open"/>
    public static VrrpPath Open(string link, IPAddress source, IReadOnlyList<IPAddress>? peers) =>
        new(VrrpSocket.Open(link, source, isMulticast: peers is null), peers);

    public bool TrySend(ReadOnlySpan<byte> packet, IPAddress destination) =>
        Carrier == Carrier.Multicast ? socket.TrySendToGroup(packet) : socket.TrySend(packet, destination);

    public bool TryReceive(out ReceivedPacket packet) => socket.TryReceive(out packet);

    public void Dispose() => socket.Dispose();
}
