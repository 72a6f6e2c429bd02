using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;

namespace Holdfast.Linux.Neighbours;

/// <summary>ARP for IPv4 on Ethernet (RFC 826), as frames.</summary>
public static class ArpFrame
{
    public const int Length = EthernetFrame.ShortestLength;
    private const ushort Ethernet = 1;
    private const ushort IPv4 = 0x0800;
    private const ushort Request = 1;
    private const ushort Reply = 2;
    private const int Operation = EthernetFrame.HeaderLength + 6;
    private const int SenderMac = EthernetFrame.HeaderLength + 8;
    private const int SenderAddress = EthernetFrame.HeaderLength + 14;
    private const int TargetMac = EthernetFrame.HeaderLength + 18;
    private const int TargetAddress = EthernetFrame.HeaderLength + 24;
    private const int End = EthernetFrame.HeaderLength + 28;

    /// <summary>
    /// "The address is here" (RFC 5227, section 3). The address is both sender and target: with another sender the neighbours keep what
    /// they had.
    /// </summary>
    /// <param name="asReply">Some take only requests, some only replies.</param>
    public static byte[] Gratuitous(PhysicalAddress mac, IPAddress address, bool asReply)
    {
        var hardware = mac.GetAddressBytes();
        return Write(
            hardware,
            asReply ? Reply : Request,
            address.GetAddressBytes(),
            asReply ? EthernetFrame.Everybody : new byte[EthernetFrame.MacLength],
            address.GetAddressBytes()
        );
    }

    /// <summary>"Does anybody have this address?", without claiming it (RFC 5227, section 2.1.1).</summary>
    public static byte[] Probe(PhysicalAddress mac, IPAddress address) =>
        Write(
            mac.GetAddressBytes(),
            Request,
            new byte[4],
            new byte[EthernetFrame.MacLength],
            address.GetAddressBytes()
        );

    /// <returns>Who says that it has an address, and which; null when it is no ARP, or says nothing of the kind.</returns>
    public static (PhysicalAddress Mac, IPAddress Address)? ReadClaim(ReadOnlySpan<byte> frame)
    {
        if (
            frame.Length < End
            || BinaryPrimitives.ReadUInt16BigEndian(frame[(2 * EthernetFrame.MacLength)..]) != EthernetFrame.Arp
            || BinaryPrimitives.ReadUInt16BigEndian(frame[EthernetFrame.HeaderLength..]) != Ethernet
            || BinaryPrimitives.ReadUInt16BigEndian(frame[(EthernetFrame.HeaderLength + 2)..]) != IPv4
            || frame[EthernetFrame.HeaderLength + 4] != EthernetFrame.MacLength
            || frame[EthernetFrame.HeaderLength + 5] != 4
            || BinaryPrimitives.ReadUInt16BigEndian(frame[Operation..]) is not (Request or Reply)
        )
        {
            return null;
        }

        var address = new IPAddress(frame[SenderAddress..TargetMac]);
        return address.Equals(IPAddress.Any)
            ? null
            : (new PhysicalAddress(frame[SenderMac..SenderAddress].ToArray()), address);
    }

    private static byte[] Write(byte[] mac, ushort operation, byte[] sender, byte[] targetMac, byte[] target)
    {
        var frame = new byte[Length];
        EthernetFrame.WriteHeader(frame, EthernetFrame.Everybody, mac, EthernetFrame.Arp);
        var arp = frame.AsSpan(EthernetFrame.HeaderLength);
        BinaryPrimitives.WriteUInt16BigEndian(arp, Ethernet);
        BinaryPrimitives.WriteUInt16BigEndian(arp[2..], IPv4);
        (arp[4], arp[5]) = (EthernetFrame.MacLength, 4);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(Operation), operation);
        mac.CopyTo(frame, SenderMac);
        sender.CopyTo(frame, SenderAddress);
        targetMac.CopyTo(frame, TargetMac);
        target.CopyTo(frame, TargetAddress);
        return frame;
    }
}
