using System.Net;
using System.Runtime.InteropServices;
using Holdfast.Linux.Netlink;
using Holdfast.Linux.Network;

namespace Holdfast.Linux.Routing;

/// <summary>Reads <c>RTM_NEWROUTE</c> (rtnetlink(7)): <c>struct rtmsg</c>, then attributes. Any bytes are accepted.</summary>
internal static class RouteReader
{
    public const ushort DestinationAttribute = 1;
    public const ushort LinkAttribute = 4;
    public const ushort GatewayAttribute = 5;
    public const ushort MetricAttribute = 6;
    public const ushort SourceAttribute = 7;
    public const ushort NextHopsAttribute = 9;
    public const ushort TableAttribute = 15;
    public const byte Unicast = 1;

    /// <summary><c>struct rtnexthop</c>: length, flags, weight, interface.</summary>
    private const int NextHopLength = 8;

    /// <returns>Empty when the payload is no way to other hosts in this table.</returns>
    public static IReadOnlyList<Route> Read(ReadOnlySpan<byte> payload, uint table)
    {
        if (payload.Length < RouteMessage.Length)
        {
            return [];
        }

        var header = MemoryMarshal.Read<RouteMessage>(payload);
        var bytes = header.Family switch
        {
            AddressFamilies.IPv4 => 4,
            AddressFamilies.IPv6 => 16,
            _ => 0,
        };
        return header.Type != Unicast || bytes == 0 || header.DestinationLength > bytes * 8
            ? []
            : Read(new(payload[RouteMessage.Length..]), header, bytes, table);
    }

    private static List<Route> Read(NetlinkAttributeReader attributes, RouteMessage header, int bytes, uint table)
    {
        ReadOnlySpan<byte> destination = stackalloc byte[16];
        destination = destination[..bytes];
        ReadOnlySpan<byte> nextHops = [];
        var found = (uint)header.Table;
        IPAddress? gateway = null;
        var (link, metric) = (0, 0u);
        while (attributes.MoveNext())
        {
            var value = attributes.Current.Value;
            switch (attributes.Current.Type)
            {
                case DestinationAttribute when value.Length == bytes:
                    destination = value;
                    break;
                case GatewayAttribute when value.Length == bytes:
                    gateway = new IPAddress(value);
                    break;
                case LinkAttribute when value.Length == sizeof(int):
                    link = MemoryMarshal.Read<int>(value);
                    break;
                case MetricAttribute when value.Length == sizeof(uint):
                    metric = MemoryMarshal.Read<uint>(value);
                    break;
                case TableAttribute when value.Length == sizeof(uint):
                    found = MemoryMarshal.Read<uint>(value);
                    break;
                case NextHopsAttribute:
                    nextHops = value;
                    break;
            }
        }

        if (attributes.Malformed || found != table || Network(destination, header.DestinationLength) is not { } network)
        {
            return [];
        }

        List<Route> routes = link == 0 ? [] : [new(network, gateway, link, metric)];
        AddNextHops(routes, nextHops, network, bytes, metric);
        return routes;
    }

    private static void AddNextHops(
        List<Route> routes,
        ReadOnlySpan<byte> rest,
        IPNetwork network,
        int bytes,
        uint metric
    )
    {
        while (rest.Length >= NextHopLength)
        {
            var length = MemoryMarshal.Read<ushort>(rest);
            if (length < NextHopLength || length > rest.Length)
            {
                return;
            }

            var link = MemoryMarshal.Read<int>(rest[4..]);
            routes.Add(new(network, GatewayIn(new(rest[NextHopLength..length]), bytes), link, metric));
            rest = rest[Math.Min(NetlinkAlignment.Up(length), rest.Length)..];
        }
    }

    private static IPAddress? GatewayIn(NetlinkAttributeReader attributes, int bytes)
    {
        IPAddress? gateway = null;
        while (attributes.MoveNext())
        {
            if (attributes.Current is { Type: GatewayAttribute } && attributes.Current.Value.Length == bytes)
            {
                gateway = new IPAddress(attributes.Current.Value);
            }
        }

        return gateway;
    }

    /// <summary>Null: it has bits behind its length, which the kernel does not do.</summary>
    private static IPNetwork? Network(ReadOnlySpan<byte> address, int length)
    {
        var network = new IPAddress(address);
        return IPNetwork.TryParse($"{network}/{length}", out var parsed) ? parsed : null;
    }
}
