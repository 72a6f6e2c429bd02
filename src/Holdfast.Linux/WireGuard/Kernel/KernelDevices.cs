using Holdfast.Linux.Netlink;
using Holdfast.Linux.Network;

namespace Holdfast.Linux.WireGuard.Kernel;

/// <summary>WireGuard of the kernel, in the network namespace of the thread that made this.</summary>
public sealed class KernelDevices : IWireGuardDevices, IDisposable
{
    private const string LinkKind = "wireguard";
    private readonly NetlinkSocket _routes;
    private readonly LinkTable _links;
    private readonly KernelWireGuard _kernel;
    private readonly Lock _turn = new();

    private KernelDevices(NetlinkSocket routes, KernelWireGuard kernel)
    {
        _routes = routes;
        _links = new LinkTable(routes);
        _kernel = kernel;
    }

    public string Kind => "kernel";

    /// <summary>Null when this kernel has no WireGuard; its module is loaded if need be.</summary>
    /// <exception cref="DeviceException">It cannot be told, because we may not make interfaces.</exception>
    public static KernelDevices? TryOpen()
    {
        var routes = NetlinkSocket.Open(NetlinkProtocol.Route);
        var opened = KernelProbe.HasWireGuard(routes, LinkKind) ? OpenFamily(routes) : null;
        if (opened is null)
        {
            routes.Dispose();
        }

        return opened;
    }

    public Task<IWireGuardDevice> OpenAsync(string name, CancellationToken cancel)
    {
        LinkName.Require(name);
        return Task.FromResult<IWireGuardDevice>(new KernelDevice(name, Locked(() => FindOrMake(name)), _kernel));
    }

    public Task RemoveAsync(string name, CancellationToken cancel)
    {
        Locked(() => Remove(name));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancel) =>
        Task.FromResult(Locked(() => List(prefix)));

    public void Dispose()
    {
        _routes.Dispose();
        _kernel.Dispose();
    }

    private static KernelDevices? OpenFamily(NetlinkSocket routes)
    {
        var generic = NetlinkSocket.Open(NetlinkProtocol.Generic);
        if (GenericNetlink.FindFamily(generic, WireGuardCommand.Family) is { } family)
        {
            return new KernelDevices(routes, new KernelWireGuard(generic, family));
        }

        generic.Dispose();
        return null;
    }

    private int FindOrMake(string name)
    {
        if (_links.Find(name) is null && !_links.TryCreate(name, LinkKind))
        {
            throw new DeviceException("The kernel has no WireGuard any more.");
        }

        var link = _links.Get(name);
        return link.Kind == LinkKind
            ? link.Index
            : throw new DeviceException($"There is an interface {name} already that is no WireGuard interface.");
    }

    private bool Remove(string name)
    {
        if (_links.Find(name) is { Kind: LinkKind } link)
        {
            _links.Delete(link.Index);
        }

        return true;
    }

    private IReadOnlyList<string> List(string prefix) =>
        [
            .. _links
                .List()
                .Where(link => link.Kind == LinkKind && link.Name.StartsWith(prefix, StringComparison.Ordinal))
                .Select(link => link.Name)
                .Order(StringComparer.Ordinal),
        ];

    private T Locked<T>(Func<T> work)
    {
        try
        {
            lock (_turn)
            {
                return work();
            }
        }
        catch (NetlinkException refused)
        {
            throw new DeviceException($"The kernel refused: {refused.Message}", refused);
        }
    }
}
