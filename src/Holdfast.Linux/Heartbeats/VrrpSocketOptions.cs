using System.Buffers.Binary;
using System.Net;
using Holdfast.Linux.Packets;

namespace Holdfast.Linux.Heartbeats;

/// <summary>How the sockets for heartbeats are set, which differs between IPv4 (ip(7)) and IPv6 (ipv6(7)).</summary>
internal sealed class VrrpSocketOptions(bool isIPv4, int link)
{
    private const int SocketLevel = 1;
    private const int SocketPriority = 12;
    private const int ControlTraffic = 7;
    private const int HopLimit = 255;

    /// <summary>Class selector 6, "network control" (RFC 2474).</summary>
    private const int NetworkControl = 0xc0;

    public int Family => isIPv4 ? SocketAddresses.FamilyIPv4 : SocketAddresses.FamilyIPv6;

    private int Level => isIPv4 ? 0 : 41;

    /// <summary>Hears a group, from neighbours only.</summary>
    public void Join(RawSocket socket, IPAddress group)
    {
        const int join4 = 35;
        const int join6 = 20;
        socket.SetOption(Level, isIPv4 ? join4 : join6, Membership(group));
        socket.SetFilter(FromNeighboursTo(group));
    }

    /// <summary>So that a neighbour can tell that we are one; ahead of other traffic; and not back to ourselves.</summary>
    public void Speak(RawSocket socket)
    {
        socket.SetOption(SocketLevel, SocketPriority, ControlTraffic);
        if (isIPv4)
        {
            Speak4(socket);
        }
        else
        {
            Speak6(socket);
        }
    }

    private void Speak4(RawSocket socket)
    {
        const int tos = 1;
        const int ttl = 2;
        const int multicastLink = 32;
        const int multicastTtl = 33;
        const int multicastLoop = 34;
        socket.SetOption(Level, tos, NetworkControl);
        socket.SetOption(Level, ttl, HopLimit);
        socket.SetOption(Level, multicastLink, Membership(IPAddress.Any));
        socket.SetOption(Level, multicastTtl, HopLimit);
        socket.SetOption(Level, multicastLoop, 0);
    }

    private void Speak6(RawSocket socket)
    {
        const int unicastHops = 16;
        const int multicastLink = 17;
        const int multicastHops = 18;
        const int multicastLoop = 19;
        const int trafficClass = 67;
        socket.SetOption(Level, unicastHops, HopLimit);
        socket.SetOption(Level, multicastLink, link);
        socket.SetOption(Level, multicastHops, HopLimit);
        socket.SetOption(Level, multicastLoop, 0);
        socket.SetOption(Level, trafficClass, NetworkControl);
    }

    /// <summary><c>struct ip_mreqn</c>: group, own address, link; <c>struct ipv6_mreq</c>: group, link.</summary>
    private byte[] Membership(IPAddress group) =>
        [.. group.GetAddressBytes(), .. isIPv4 ? new byte[4] : [], .. BitConverter.GetBytes(link)];

    /// <summary>The generalised TTL security mechanism (RFC 5082), in the kernel: packets from afar cost us nothing.</summary>
    private FilterStep[] FromNeighboursTo(IPAddress group)
    {
        const uint hopLimitAt4 = 8;
        const uint hopLimitAt6 = 7;
        const uint destinationAt4 = 16;
        const uint endOfDestinationAt6 = 36;
        var end = BinaryPrimitives.ReadUInt32BigEndian(group.GetAddressBytes().AsSpan()[^4..]);
        return
        [
            FilterStep.NetworkByte(isIPv4 ? hopLimitAt4 : hopLimitAt6),
            FilterStep.Require(HopLimit, otherwiseSkip: 3),
            FilterStep.NetworkWord(isIPv4 ? destinationAt4 : endOfDestinationAt6),
            FilterStep.Require(end, otherwiseSkip: 1),
            FilterStep.Accept,
            FilterStep.Drop,
        ];
    }
}
