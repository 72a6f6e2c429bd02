using Holdfast.Linux.Netlink;

namespace Holdfast.Linux.Network;

/// <summary>
/// <see cref="INetwork"/> over rtnetlink, for the network namespace of the thread that made it. Failures are <see cref="NetlinkException"/>.
/// </summary>
public sealed class KernelNetwork : INetwork, IDisposable
{
    private readonly NetlinkSocket _socket = NetlinkSocket.Open(NetlinkProtocol.Route);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly LinkTable _links;
    private readonly AddressTable _addresses;

    public KernelNetwork()
    {
        _links = new LinkTable(_socket);
        _addresses = new AddressTable(_socket);
    }

    public Task<bool> LinkExistsAsync(string name, CancellationToken cancel) =>
        InTurnAsync(() => _links.Find(name) is not null, cancel);

    public Task BringUpAsync(string name, int mtu, CancellationToken cancel) =>
        InTurnAsync(() => BringUp(name, mtu), cancel);

    public Task SetAddressesAsync(string name, IReadOnlyList<AddressWithPrefix> addresses, CancellationToken cancel) =>
        InTurnAsync(() => SetAddresses(name, addresses), cancel);

    public Task DeleteLinkAsync(string name, CancellationToken cancel) => InTurnAsync(() => DeleteLink(name), cancel);

    public void Dispose()
    {
        _socket.Dispose();
        _turn.Dispose();
    }

    private bool BringUp(string name, int mtu)
    {
        var link = _links.Get(name);
        if (!link.IsUp || link.Mtu != mtu)
        {
            _links.BringUp(link.Index, mtu);
        }

        return true;
    }

    private bool SetAddresses(string name, IReadOnlyList<AddressWithPrefix> wanted)
    {
        foreach (var address in wanted)
        {
            Require(address);
        }

        var index = _links.Get(name).Index;
        foreach (var surplus in _addresses.List(index).Except(wanted))
        {
            _addresses.Remove(index, surplus);
        }

        // Read anew: removing one address of a subnet may have taken others of that subnet with it.
        foreach (var missing in wanted.Except(_addresses.List(index)))
        {
            _addresses.Add(index, missing);
        }

        return true;
    }

    private bool DeleteLink(string name)
    {
        if (_links.Find(name) is { } link)
        {
            _links.Delete(link.Index);
        }

        return true;
    }

    private static void Require(AddressWithPrefix address)
    {
        var bits = address.Address.GetAddressBytes().Length * 8;
        if (address.PrefixLength < 0 || address.PrefixLength > bits)
        {
            throw new ArgumentOutOfRangeException(nameof(address), $"{address} has no valid prefix length.");
        }
    }

    private async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            return work();
        }
        finally
        {
            _turn.Release();
        }
    }
}
