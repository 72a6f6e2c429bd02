using System.Net;
using Holdfast.Linux.Netlink;
using Holdfast.Linux.Network;

namespace Holdfast.Linux.Routing;

/// <summary>
/// Makes packets with a firewall mark leave from virtual addresses, or not at all. The mark has a routing table of its own: while it is
/// pinned, that has the routes of the main table with those addresses as sources; otherwise all of it leads nowhere, so that a program
/// that does not know that it lost the addresses cannot speak as somebody else. For the network namespace of the thread that made it.
/// Failures are <see cref="NetlinkException"/>. Not for several threads.
/// </summary>
public sealed class PinnedSource(uint mark) : IDisposable
{
    private readonly NetlinkSocket _socket = NetlinkSocket.Open(NetlinkProtocol.Route);

    /// <summary>Also the number of the table.</summary>
    public uint Mark => mark;

    private RouteTable Routes => new(_socket);

    /// <summary>Marks that are pinned or silent in this network namespace, also by a process that is gone.</summary>
    public static IReadOnlyCollection<uint> Present()
    {
        using var socket = NetlinkSocket.Open(NetlinkProtocol.Route);
        return [.. AddressFamilies.Both.SelectMany(new RuleTable(socket).Marks).Distinct()];
    }

    /// <summary>Nothing leaves any more. To be called first; no harm when it is so already.</summary>
    public void Silence()
    {
        foreach (var family in AddressFamilies.Both)
        {
            Routes.Close(family, mark);
            foreach (var route in Routes.List(family, mark))
            {
                Routes.Remove(mark, route);
            }

            new RuleTable(_socket).Put(family, mark, mark);
        }
    }

    /// <summary>
    /// Packets leave where an address is on the link to them, with that address as source, as the main table says now. To be called
    /// again when that may have changed.
    /// </summary>
    /// <param name="addresses">On this machine; at most one of a link and family counts, the first.</param>
    public void Pin(IReadOnlyList<(string Link, IPAddress Address)> addresses)
    {
        foreach (var family in AddressFamilies.Both)
        {
            var wanted = Wanted(family, addresses);
            foreach (var surplus in Routes.List(family, mark).Except(wanted.Keys))
            {
                Routes.Remove(mark, surplus);
            }

            // A gateway has to be in reach when the route through it is added.
            foreach (var (route, source) in wanted.OrderBy(pair => pair.Key.Gateway is not null))
            {
                Routes.Put(mark, route, source);
            }
        }
    }

    /// <summary>Takes rules and table away: packets with the mark are like all others.</summary>
    public void Remove()
    {
        foreach (var family in AddressFamilies.Both)
        {
            new RuleTable(_socket).Remove(family, mark, mark);
            foreach (var route in Routes.List(family, mark))
            {
                Routes.Remove(mark, route);
            }

            Routes.Open(family, mark);
        }
    }

    public void Dispose() => _socket.Dispose();

    private Dictionary<Route, IPAddress> Wanted(byte family, IReadOnlyList<(string Link, IPAddress Address)> addresses)
    {
        var sources = addresses
            .Where(a => AddressFamilies.Of(a.Address) == family)
            .Where(a => !a.Address.IsIPv6LinkLocal)
            .DistinctBy(a => a.Link)
            .ToDictionary(a => new LinkTable(_socket).Get(a.Link).Index, a => a.Address);
        return Routes
            .List(family, RouteTable.Main)
            .Where(route => sources.ContainsKey(route.Link))
            .DistinctBy(route => (route.Destination, route.Metric))
            .ToDictionary(route => route, route => sources[route.Link]);
    }
}
