using System.Buffers.Binary;
using System.Net.NetworkInformation;
using System.Runtime.InteropServices;
using Holdfast.Linux.Netlink;
using Holdfast.Linux.Network;
using Holdfast.Linux.Packets;
using Holdfast.Linux.Polling;

namespace Holdfast.Linux.Neighbours;

/// <summary>Whole frames on one link (packet(7)). Never waits. Not for several threads.</summary>
public sealed class LinkPort : IPollable, IDisposable
{
    private const int PacketFamily = 17;
    private const ushort EveryProtocol = 0x0003;

    private readonly RawSocket _socket;
    private readonly byte[] _address;

    private LinkPort(RawSocket socket, byte[] address, PhysicalAddress mac) =>
        (_socket, _address, Mac) = (socket, address, mac);

    /// <summary>Of the link when it was opened.</summary>
    public PhysicalAddress Mac { get; }

    public SafeHandle Descriptor => _socket.Descriptor;

    /// <summary>For sending; nothing arrives.</summary>
    /// <exception cref="NetlinkException">There is no such link, or it has no Ethernet address.</exception>
    /// <exception cref="IOException">CAP_NET_RAW is missing.</exception>
    public static LinkPort ToSend(string link) => Open(link, protocol: 0);

    /// <summary>Also hears what arrives, and what this machine sends.</summary>
    /// <inheritdoc cref="ToSend"/>
    public static LinkPort ToListen(string link) => Open(link, EveryProtocol);

    /// <returns>False: the link is down, or its queue is full.</returns>
    public bool TrySend(ReadOnlySpan<byte> frame) => _socket.TrySend(frame, _address);

    /// <returns>Length of the frame; negative: there is none.</returns>
    public int TryReceive(Span<byte> frame)
    {
        Span<byte> sender = stackalloc byte[20];
        return Math.Min(_socket.TryReceive(frame, sender), frame.Length);
    }

    public void Dispose() => _socket.Dispose();

    private static LinkPort Open(string name, ushort protocol)
    {
        using var netlink = NetlinkSocket.Open(NetlinkProtocol.Route);
        var link = new LinkTable(netlink).Get(name);
        if (link.Mac is not { } mac)
        {
            throw new NetlinkException($"{name} has no Ethernet address.");
        }

        var address = Address(protocol, link.Index);
        var socket = RawSocket.Open(PacketFamily, BinaryPrimitives.ReadUInt16LittleEndian(Network(protocol)));
        try
        {
            socket.Bind(address);
            return new LinkPort(socket, address, mac);
        }
        catch (IOException)
        {
            socket.Dispose();
            throw;
        }
    }

    private static byte[] Network(ushort number) => [(byte)(number >> 8), (byte)number];

    /// <summary><c>struct sockaddr_ll</c></summary>
    private static byte[] Address(ushort protocol, int index)
    {
        var address = new byte[20];
        BitConverter.TryWriteBytes(address, (ushort)PacketFamily);
        Network(protocol).CopyTo(address, 2);
        BitConverter.TryWriteBytes(address.AsSpan(4), index);
        return address;
    }
}
