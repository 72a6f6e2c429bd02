using System.Net;
using Holdfast.Linux.Netlink;
using Holdfast.Linux.Routing;

namespace Holdfast.Linux.Network;

/// <summary>How links are. For the network namespace of the thread that made it. Not for several threads.</summary>
public sealed class LinkFacts : IDisposable
{
    private readonly NetlinkSocket _socket = NetlinkSocket.Open(NetlinkProtocol.Route);

    /// <summary>False also when there is no such link.</summary>
    public bool IsConnected(string name)
    {
        try
        {
            return new LinkTable(_socket).Find(name) is { IsUp: true, HasCarrier: true };
        }
        catch (NetlinkException)
        {
            return false;
        }
    }

    /// <summary>Of global scope.</summary>
    /// <exception cref="NetlinkException">There is no such link.</exception>
    public IReadOnlyList<AddressWithPrefix> Addresses(string name) =>
        new AddressTable(_socket).List(new LinkTable(_socket).Get(name).Index);

    /// <summary>Of all links with an Ethernet address, but for what is on no network: tunnels, and addresses by themselves.</summary>
    public IReadOnlyList<(string Link, AddressWithPrefix Address)> OnNetworks() =>
        [
            .. new LinkTable(_socket)
                .List()
                .Where(link => link is { IsUp: true, Mac: not null, Kind: not ("wireguard" or "tun") })
                .SelectMany(link =>
                    new AddressTable(_socket)
                        .List(link.Index)
                        .Where(one => one.PrefixLength < one.Address.GetAddressBytes().Length * 8)
                        .Select(one => (link.Name, one))
                ),
        ];

    /// <summary>Through which default routes of the main table lead, and on which link; those that are taken first, first.</summary>
    public IReadOnlyList<(string Link, IPAddress Gateway)> Gateways()
    {
        var names = new LinkTable(_socket).List().ToDictionary(link => link.Index, link => link.Name);
        return
        [
            .. AddressFamilies
                .Both.SelectMany(family => new RouteTable(_socket).List(family, RouteTable.Main))
                .Where(route => route is { Destination.PrefixLength: 0, Gateway: not null })
                .Where(route => names.ContainsKey(route.Link))
                .OrderBy(route => route.Metric)
                .Select(route => (names[route.Link], route.Gateway!)),
        ];
    }

    public void Dispose() => _socket.Dispose();
}
