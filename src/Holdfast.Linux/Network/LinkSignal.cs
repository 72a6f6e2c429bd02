using Holdfast.Linux.Netlink;

namespace Holdfast.Linux.Network;

/// <summary>Whether links are connected to anything. For the network namespace of the thread that made it. Not for several threads.</summary>
public sealed class LinkSignal : IDisposable
{
    private readonly NetlinkSocket _socket = NetlinkSocket.Open(NetlinkProtocol.Route);

    /// <summary>False also when there is no such link.</summary>
    public bool IsThere(string name)
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

    public void Dispose() => _socket.Dispose();
}
