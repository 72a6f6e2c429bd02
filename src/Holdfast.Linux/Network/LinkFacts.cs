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

    public void Dispose() => _socket.Dispose();
}
