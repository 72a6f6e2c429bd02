using System.Net.NetworkInformation;
using System.Runtime.InteropServices;
using Holdfast.Linux.Netlink;

namespace Holdfast.Linux.Network;

/// <summary>Reads <c>RTM_NEWLINK</c> (rtnetlink(7)): <c>struct ifinfomsg</c>, then attributes.</summary>
internal static class LinkReader
{
    public const int HeaderLength = 16;
    public const ushort AddressAttribute = 1;
    public const ushort NameAttribute = 3;
    public const ushort MtuAttribute = 4;
    public const ushort InfoAttribute = 18;
    public const ushort InfoKindAttribute = 1;
    public const uint Up = 1;

    /// <summary>IFF_LOWER_UP: there is a signal on the wire.</summary>
    private const uint Carrier = 0x10000;

    private const int EthernetLength = 6;

    /// <summary>Null when the payload is no link.</summary>
    public static Link? Read(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < HeaderLength)
        {
            return null;
        }

        var index = MemoryMarshal.Read<int>(payload[4..]);
        var flags = MemoryMarshal.Read<uint>(payload[8..]);
        var link = new Link(index, "", 0, (flags & Up) != 0, null) { HasCarrier = (flags & Carrier) != 0 };
        return Read(link, new(payload[HeaderLength..]));
    }

    private static Link? Read(Link link, NetlinkAttributeReader attributes)
    {
        while (attributes.MoveNext())
        {
            var attribute = attributes.Current;
            link = attribute.Type switch
            {
                AddressAttribute when attribute.Value.Length == EthernetLength => link with
                {
                    Mac = new PhysicalAddress(attribute.Value.ToArray()),
                },
                NameAttribute => link with { Name = attribute.ReadText() },
                MtuAttribute when attribute.TryRead(out int mtu) => link with { Mtu = mtu },
                InfoAttribute => link with { Kind = ReadKind(attribute.Nested) },
                _ => link,
            };
        }

        return attributes.Malformed || link.Name.Length == 0 ? null : link;
    }

    private static string? ReadKind(NetlinkAttributeReader info)
    {
        while (info.MoveNext())
        {
            if (info.Current.Type == InfoKindAttribute)
            {
                return info.Current.ReadText();
            }
        }

        return null;
    }
}
