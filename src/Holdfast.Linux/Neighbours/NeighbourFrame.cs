using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;

namespace Holdfast.Linux.Neighbours;

/// <summary>Neighbour discovery of IPv6 (RFC 4861), as Ethernet frames.</summary>
public static class NeighbourFrame
{
    public const int AdvertisementLength = Icmp + 32;
    public const int SolicitationLength = Icmp + 24;
    private const int Header = EthernetFrame.HeaderLength;
    private const int Source = Header + 8;
    private const int Destination = Header + 24;
    private const int Icmp = Header + 40;
    private const int Target = Icmp + 8;
    private const int Option = Icmp + 24;
    private const byte IcmpProtocol = 58;
    private const byte Solicitation = 135;
    private const byte Advertisement = 136;
    private const byte TargetLinkLayerAddress = 2;

    /// <summary>Solicited no, override yes; router no: or hosts would take a VPN server for their default router.</summary>
    private const uint Override = 0x2000_0000;

    private static readonly IPAddress AllNodes = IPAddress.Parse("ff02::1");

    /// <summary>"The address is here" (section 7.2.6): unsolicited, to all, overriding what they knew.</summary>
    public static byte[] Unsolicited(PhysicalAddress mac, IPAddress address)
    {
        var frame = new byte[AdvertisementLength];
        var hardware = mac.GetAddressBytes();
        WriteHeaders(frame, hardware, address, AllNodes);
        frame[Icmp] = Advertisement;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(Icmp + 4), Override);
        address.GetAddressBytes().CopyTo(frame, Target);
        (frame[Option], frame[Option + 1]) = (TargetLinkLayerAddress, 1);
        hardware.CopyTo(frame, Option + 2);
        return Checked(frame);
    }

    /// <summary>"Does anybody have this address?", without claiming it (RFC 4862, section 5.4.2).</summary>
    public static byte[] Probe(PhysicalAddress mac, IPAddress address)
    {
        var frame = new byte[SolicitationLength];
        WriteHeaders(frame, mac.GetAddressBytes(), IPAddress.IPv6Any, SolicitedNode(address));
        frame[Icmp] = Solicitation;
        address.GetAddressBytes().CopyTo(frame, Target);
        return Checked(frame);
    }

    /// <returns>Who says that it has an address, and which; null when it is no advertisement.</returns>
    public static (PhysicalAddress Mac, IPAddress Address)? ReadClaim(ReadOnlySpan<byte> frame) =>
        frame.Length >= Option
        && BinaryPrimitives.ReadUInt16BigEndian(frame[(2 * EthernetFrame.MacLength)..]) == EthernetFrame.IPv6
        && frame[Header + 6] == IcmpProtocol
        && frame[Header + 7] == byte.MaxValue
        && frame[Icmp] == Advertisement
            ? (
                new PhysicalAddress(frame[EthernetFrame.MacLength..(2 * EthernetFrame.MacLength)].ToArray()),
                new IPAddress(frame[Target..Option])
            )
            : null;

    /// <summary>ff02::1:ff00:0/104 and the last 24 bits (RFC 4291, section 2.7.1).</summary>
    private static IPAddress SolicitedNode(IPAddress address)
    {
        var bytes = IPAddress.Parse("ff02::1:ff00:0").GetAddressBytes();
        address.GetAddressBytes().AsSpan(13).CopyTo(bytes.AsSpan(13));
        return new IPAddress(bytes);
    }

    private static void WriteHeaders(byte[] frame, byte[] mac, IPAddress source, IPAddress destination)
    {
        var to = destination.GetAddressBytes();
        // 33:33 and the last 32 bits (RFC 2464, section 7).
        EthernetFrame.WriteHeader(frame, [0x33, 0x33, .. to.AsSpan(12)], mac, EthernetFrame.IPv6);
        frame[Header] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(Header + 4), (ushort)(frame.Length - Icmp));
        (frame[Header + 6], frame[Header + 7]) = (IcmpProtocol, byte.MaxValue);
        source.GetAddressBytes().CopyTo(frame, Source);
        to.CopyTo(frame, Destination);
    }

    /// <summary>Over the pseudo-header (RFC 8200, section 8.1) and the message.</summary>
    private static byte[] Checked(byte[] frame)
    {
        var sum = (uint)(frame.Length - Icmp) + IcmpProtocol;
        for (var i = Source; i < frame.Length; i += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(i));
        }

        while (sum > ushort.MaxValue)
        {
            sum = (sum & ushort.MaxValue) + (sum >> 16);
        }

        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(Icmp + 2), (ushort)~sum);
        return frame;
    }
}
