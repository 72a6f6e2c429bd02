using System.Net;
using Holdfast.Linux.Netlink;
using Holdfast.Linux.Network;

namespace Holdfast.Linux.Routing;

/// <summary>
/// Networks that lie behind an interface, in the main table. For the network namespace of the thread that made it. Failures are
/// <see cref="NetlinkException"/>. Not for several threads.
/// </summary>
/// <param name="metric">Of its routes: those of others with the same destination and another metric are left alone.</param>
public sealed class LinkRoutes(string link, uint metric) : IDisposable
{
    private readonly NetlinkSocket _socket = NetlinkSocket.Open(NetlinkProtocol.Route);

    /// <summary>No error when it is there already.</summary>
    public void Put(IPNetwork network) => new RouteTable(_socket).Put(RouteTable.Main, RouteTo(network));

    /// <summary>No error when it is gone already.</summary>
    public void Remove(IPNetwork network) => new RouteTable(_socket).Remove(RouteTable.Main, RouteTo(network));

    public void Dispose() => _socket.Dispose();

    private Route RouteTo(IPNetwork network) =>
        new(network, Gateway: null, new LinkTable(_socket).Get(link).Index, metric);
}
