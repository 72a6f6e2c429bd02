using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Holdfast.Linux.Netlink;
using Holdfast.Linux.Network;
using Holdfast.Linux.Packets;
using Holdfast.Linux.Polling;

namespace Holdfast.Linux.Heartbeats;

/// <summary>
/// Packets of IP protocol 112 on one link, from one address of this machine: to the group 224.0.0.18 or ff02::12, or to single hosts.
/// Never waits. Not for several threads.
/// </summary>
public sealed class VrrpSocket : IPollable, IDisposable
{
    private const int Protocol = 112;
    private const int LongestPacket = 2048;
    private const int ShortestHeader4 = 20;
    private const int HopLimit = 255;
    private static readonly IPAddress Group4 = new([224, 0, 0, 18]);
    private static readonly IPAddress Group6 = IPAddress.Parse("ff02::12");

    private readonly RawSocket _receiver;
    private readonly RawSocket _sender;
    private readonly IPAddress _heardAt;
    private readonly byte[] _group;
    private readonly int _link;
    private readonly byte[] _buffer = new byte[LongestPacket];
    private readonly byte[] _from = new byte[SocketAddresses.Longest];

    private VrrpSocket(RawSocket receiver, RawSocket sender, IPAddress source, bool isMulticast, int link)
    {
        (_receiver, _sender, Source, _link) = (receiver, sender, source, link);
        Group = GroupOf(source);
        _heardAt = isMulticast ? Group : source;
        _group = SocketAddresses.Of(Group, link);
    }

    /// <summary>From which it sends.</summary>
    public IPAddress Source { get; }

    /// <summary>To which multicast goes.</summary>
    public IPAddress Group { get; }

    public SafeHandle Descriptor => _receiver.Descriptor;

    /// <param name="source">An address of the link; for IPv6 multicast a link-local one (RFC 9568, section 5.1.2.1).</param>
    /// <param name="isMulticast">Hears the group, and from neighbours only; else what is sent to <paramref name="source"/>.</param>
    /// <exception cref="NetlinkException">There is no such link.</exception>
    /// <exception cref="IOException">CAP_NET_RAW is missing, or the address is not this machine's.</exception>
    public static VrrpSocket Open(string link, IPAddress source, bool isMulticast)
    {
        using var netlink = NetlinkSocket.Open(NetlinkProtocol.Route);
        var index = new LinkTable(netlink).Get(link).Index;
        var options = new VrrpSocketOptions(source.AddressFamily == AddressFamily.InterNetwork, index);
        RawSocket? receiver = null;
        RawSocket? sender = null;
        try
        {
            receiver = OpenOne(options, link);
            sender = OpenOne(options, link);
            options.Speak(sender);
            // What it would hear, the receiver hears.
            sender.SetFilter([FilterStep.Drop]);
            sender.Bind(SocketAddresses.Of(source, index));
            Listen(receiver, options, isMulticast ? GroupOf(source) : null, SocketAddresses.Of(source, index));
            return new VrrpSocket(receiver, sender, source, isMulticast, index);
        }
        catch (IOException)
        {
            receiver?.Dispose();
            sender?.Dispose();
            throw;
        }
    }

    public bool TrySendToGroup(ReadOnlySpan<byte> payload) => _sender.TrySend(payload, _group);

    public bool TrySend(ReadOnlySpan<byte> payload, IPAddress destination) =>
        _sender.TrySend(payload, SocketAddresses.Of(destination, _link));

    /// <returns>False: there is none.</returns>
    public bool TryReceive(out ReceivedPacket packet)
    {
        packet = default;
        var length = _receiver.TryReceive(_buffer, _from);
        if (length < 0)
        {
            return false;
        }

        // Longer ones are none of ours; the reader refuses what is left of them.
        var received = _buffer.AsSpan(0, Math.Min(length, _buffer.Length));
        packet = Source.AddressFamily == AddressFamily.InterNetwork ? Read4(received) : Read6(received);
        return true;
    }

    public void Dispose()
    {
        _receiver.Dispose();
        _sender.Dispose();
    }

    private static IPAddress GroupOf(IPAddress source) =>
        source.AddressFamily == AddressFamily.InterNetwork ? Group4 : Group6;

    private static void Listen(RawSocket socket, VrrpSocketOptions options, IPAddress? group, byte[] own)
    {
        if (group is not null)
        {
            options.Join(socket, group);
        }
        else
        {
            socket.Bind(own);
        }
    }

    private static RawSocket OpenOne(VrrpSocketOptions options, string link)
    {
        var socket = RawSocket.Open(options.Family, Protocol);
        try
        {
            socket.UseLink(link);
            return socket;
        }
        catch (IOException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A raw socket of IPv4 gets the IP header too.</summary>
    private static ReceivedPacket Read4(ReadOnlySpan<byte> packet)
    {
        var header = packet.Length < ShortestHeader4 ? packet.Length : Math.Min((packet[0] & 0xf) * 4, packet.Length);
        return header < ShortestHeader4
            ? default
            : new ReceivedPacket(packet[header..], packet[12..16], packet[16..20], packet[8]);
    }

    /// <summary>One of IPv6 does not; what it hears was sent to the one address it is for, and its filter has looked at the hop limit.</summary>
    private ReceivedPacket Read6(ReadOnlySpan<byte> packet) =>
        new(packet, SocketAddresses.Address6(_from), _heardAt.GetAddressBytes(), HopLimit);
}
