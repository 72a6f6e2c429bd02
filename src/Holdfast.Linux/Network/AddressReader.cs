using System.Net;
using System.Runtime.InteropServices;
using Holdfast.Linux.Netlink;

namespace Holdfast.Linux.Network;

/// <summary>Reads <c>RTM_NEWADDR</c> (rtnetlink(7)): <c>struct ifaddrmsg</c>, then attributes.</summary>
internal static class AddressReader
{
    public const int HeaderLength = 8;
    public const ushort AddressAttribute = 1;
    public const ushort LocalAttribute = 2;
    public const ushort LifeAttribute = 6;
    public const ushort FlagsAttribute = 8;
    private const byte GlobalScope = 0;

    /// <summary>Null when the payload is no address, or one of another link or scope.</summary>
    public static AddressWithPrefix? Read(ReadOnlySpan<byte> payload, int linkIndex)
    {
        if (
            payload.Length < HeaderLength
            || payload[3] != GlobalScope
            || MemoryMarshal.Read<int>(payload[4..]) != linkIndex
        )
        {
            return null;
        }

        var address = ReadAddress(new(payload[HeaderLength..]));
        return address is null || payload[1] > address.GetAddressBytes().Length * 8
            ? null
            : new AddressWithPrefix(address, payload[1]);
    }

    /// <summary>On a point-to-point link "address" is the other side, so "local" comes first where there is one.</summary>
    private static IPAddress? ReadAddress(NetlinkAttributeReader attributes)
    {
        IPAddress? local = null;
        IPAddress? address = null;
        while (attributes.MoveNext())
        {
            var value = attributes.Current.Value;
            var parsed = value.Length is 4 or 16 ? new IPAddress(value) : null;
            local = attributes.Current.Type == LocalAttribute ? parsed : local;
            address = attributes.Current.Type == AddressAttribute ? parsed : address;
        }

        return attributes.Malformed ? null : local ?? address;
    }
}
