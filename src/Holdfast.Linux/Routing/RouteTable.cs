using System.Net;
using System.Net.Sockets;
using Holdfast.Linux.Interop;
using Holdfast.Linux.Netlink;
using Holdfast.Linux.Network;

namespace Holdfast.Linux.Routing;

/// <summary>The routes of a network namespace, over rtnetlink.</summary>
internal sealed class RouteTable(NetlinkSocket socket)
{
    /// <summary>The table that everybody uses: <c>RT_TABLE_MAIN</c>.</summary>
    public const uint Main = 254;

    private const ushort NewRoute = 24;
    private const ushort DeleteRoute = 25;
    private const ushort GetRoute = 26;

    /// <summary><c>RTPROT_STATIC</c>: not the kernel's own.</summary>
    private const byte Static = 4;
    private const byte Unreachable = 7;
    private const byte ScopeEverywhere = 0;
    private const byte ScopeLink = 253;

    /// <summary>Behind all others.</summary>
    private const uint LastMetric = uint.MaxValue;

    public IReadOnlyList<Route> List(byte family, uint table)
    {
        var routes = new List<Route>();
        var request = new NetlinkRequest(GetRoute, NetlinkFlags.Dump).Fixed(new RouteMessage { Family = family });
        socket.Dump(request, routes.Clear, message => Add(routes, message, table));
        return routes;
    }

    /// <summary>Packets of this table leave with that source. No error when it is there already.</summary>
    public void Put(uint table, Route route, IPAddress source)
    {
        const int flags = NetlinkFlags.Create | NetlinkFlags.Replace;
        socket.Execute(
            Request(NewRoute, flags, table, route).Attribute(RouteReader.SourceAttribute, source.GetAddressBytes())
        );
    }

    /// <summary>The kernel chooses the source. No error when it is there already.</summary>
    public void Put(uint table, Route route) =>
        socket.Execute(Request(NewRoute, NetlinkFlags.Create | NetlinkFlags.Replace, table, route));

    /// <summary>No error when it is gone already.</summary>
    public void Remove(uint table, Route route) => Delete(Request(DeleteRoute, 0, table, route));

    /// <summary>What no other route of the table takes goes nowhere, instead of to the next table.</summary>
    public void Close(byte family, uint table) =>
        socket.Execute(Nowhere(NewRoute, NetlinkFlags.Create | NetlinkFlags.Replace, family, table));

    /// <summary>No error when it is open already.</summary>
    public void Open(byte family, uint table) => Delete(Nowhere(DeleteRoute, 0, family, table));

    /// <summary>The kernel removes routes by itself when their link or source goes.</summary>
    private void Delete(NetlinkRequest request) => socket.TryExecute(request, [Errno.NoSuchProcess, Errno.NoSuchEntry]);

    private static void Add(List<Route> routes, NetlinkMessage message, uint table)
    {
        if (message.Type == NewRoute)
        {
            routes.AddRange(RouteReader.Read(message.Payload, table));
        }
    }

    private static NetlinkRequest Request(ushort type, int flags, uint table, Route route)
    {
        var destination = route.Destination.BaseAddress;
        var request = Header(
            type,
            flags,
            table,
            AddressFamilies.Of(destination),
            new RouteMessage
            {
                DestinationLength = (byte)route.Destination.PrefixLength,
                Scope =
                    route.Gateway is null && destination.AddressFamily == AddressFamily.InterNetwork
                        ? ScopeLink
                        : ScopeEverywhere,
                Type = RouteReader.Unicast,
            }
        );
        if (route.Destination.PrefixLength > 0)
        {
            request.Attribute(RouteReader.DestinationAttribute, destination.GetAddressBytes());
        }

        if (route.Gateway is { } gateway)
        {
            request.Attribute(RouteReader.GatewayAttribute, gateway.GetAddressBytes());
        }

        return request
            .Attribute(RouteReader.LinkAttribute, route.Link)
            .Attribute(RouteReader.MetricAttribute, route.Metric);
    }

    private static NetlinkRequest Nowhere(ushort type, int flags, byte family, uint table) =>
        Header(type, flags, table, family, new RouteMessage { Type = Unreachable })
            .Attribute(RouteReader.MetricAttribute, LastMetric);

    private static NetlinkRequest Header(ushort type, int flags, uint table, byte family, RouteMessage message) =>
        new NetlinkRequest(type, (ushort)(flags | NetlinkFlags.Acknowledge))
            .Fixed(message with { Family = family, Protocol = Static })
            .Attribute(RouteReader.TableAttribute, table);
}
