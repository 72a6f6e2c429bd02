using System.Net;
using Holdfast.Failover.Heartbeat;
using Holdfast.Linux.Heartbeats;
using Holdfast.Linux.Polling;

namespace Holdfast.Failover.Agent;

/// <summary>One way by which heartbeats travel.</summary>
internal interface IHeartbeatPath : IPollable, IDisposable
{
    Carrier Carrier { get; }

    /// <summary>Of this member.</summary>
    IPAddress Source { get; }

    /// <summary>To whom each heartbeat goes: the group, or the other members.</summary>
    IReadOnlyList<IPAddress> Destinations { get; }

    /// <returns>False: the kernel would not. What is lost is lost; the next one follows.</returns>
    bool TrySend(ReadOnlySpan<byte> packet, IPAddress destination);

    /// <returns>False: there is none. Never waits.</returns>
    bool TryReceive(out ReceivedPacket packet);
}
