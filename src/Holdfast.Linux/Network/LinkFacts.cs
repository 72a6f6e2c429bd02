using Holdfast.Linux.Netlink;

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

    public void Dispose() => _socket.Dispose();
}
