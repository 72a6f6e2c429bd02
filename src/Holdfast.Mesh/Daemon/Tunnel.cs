using System.Net;
using Holdfast.Linux.Netlink;
using Holdfast.Linux.Network;
using Holdfast.Linux.Processes;
using Holdfast.Linux.Routing;
using Holdfast.Linux.WireGuard;
using Holdfast.Mesh.Claims;
using Holdfast.Model.Keys;
using Holdfast.Pki.WireGuard;

namespace Holdfast.Mesh.Daemon;

/// <summary>The WireGuard device of this host, its addresses, peers and routes. Outlives the process when that is killed.</summary>
internal sealed class Tunnel : IAsyncDisposable
{
    /// <summary>For what user-space WireGuard keeps; gone after a reboot, as it is.</summary>
    private const string RunFolder = "/run/holdfast-mesh";

    /// <summary>Passes through IPv6 on Ethernet with WireGuard's 80 bytes around it.</summary>
    private const int Mtu = 1420;

    private const uint Metric = 50;

    /// <summary>For --ifup and --ifdown.</summary>
    private static readonly TimeSpan LongestCommand = TimeSpan.FromSeconds(30);

    private readonly KernelNetwork _network = new();
    private readonly TimeProvider _time;
    private readonly MeshOptions _options;
    private readonly WireGuardKeyPair _key;
    private readonly IReadOnlyList<AddressWithPrefix> _addresses;
    private readonly IReadOnlyList<IPNetwork> _onLink;
    private readonly IWireGuardDevices _devices;
    private readonly LinkRoutes _routes;
    private IWireGuardDevice? _device;
    private Dictionary<WireGuardKey, PlannedPeer> _peers = [];
    private HashSet<IPNetwork> _routed = [];

    private Tunnel(MeshOptions options, WireGuardKeyPair key, AddressWithPrefix own, TimeProvider time)
    {
        (_options, _key, _time) = (options, key, time);
        _addresses = [own, .. options.Addresses];
        _onLink = [.. _addresses.Select(a => Prefixes.Widen(Prefixes.Single(a.Address), a.PrefixLength))];
        _devices = WireGuardDevices.Open(RunFolder, new Daemons(time), _network, time);
        _routes = new LinkRoutes(options.Device, Metric);
    }

    /// <summary>How this machine does WireGuard, for people.</summary>
    public string Kind => _devices.Kind;

    /// <exception cref="DeviceException">There is no WireGuard here, or we may not use it.</exception>
    /// <exception cref="NetlinkException">The kernel refuses an address.</exception>
    public static async Task<Tunnel> OpenAsync(
        MeshOptions options,
        WireGuardKeyPair key,
        AddressWithPrefix own,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        var tunnel = new Tunnel(options, key, own, time);
        try
        {
            await tunnel.OpenAsync(cancel);
            return tunnel;
        }
        catch (Exception e) when (e is DeviceException or NetlinkException)
        {
            await tunnel.DisposeAsync();
            throw;
        }
    }

    /// <summary>The device is there and answers.</summary>
    public async Task<bool> IsWellAsync(CancellationToken cancel)
    {
        try
        {
            return _device is not null && await _device.ReadAsync(cancel) is not null;
        }
        catch (DeviceException)
        {
            return false;
        }
    }

    /// <returns>None where the device does not answer: whoever looks after it finds out.</returns>
    public async Task<IReadOnlyList<PeerState>> ReadPeersAsync(CancellationToken cancel)
    {
        try
        {
            return _device is null ? [] : (await _device.ReadAsync(cancel)).Peers;
        }
        catch (DeviceException)
        {
            return [];
        }
    }

    /// <summary>Opens the device, or makes it anew when it is gone; its peers have to be applied then.</summary>
    /// <exception cref="DeviceException">There is no WireGuard here, or we may not use it.</exception>
    /// <exception cref="NetlinkException">The kernel refuses an address.</exception>
    public async Task OpenAsync(CancellationToken cancel)
    {
        if (_device is not null)
        {
            await _device.DisposeAsync();
        }

        _device = await _devices.OpenAsync(_options.Device, cancel);
        await RequireOursAsync(_device, cancel);
        var change = new DeviceChange { PrivateKey = _key.PrivateKey, ListenPort = _options.WireGuardPort };
        await _device.ApplyAsync(change, cancel);
        await _network.BringUpAsync(_options.Device, Mtu, cancel);
        await _network.SetAddressesAsync(_options.Device, _addresses, cancel);
        if (await RunAsync(_options.IfUp, cancel) is { } why)
        {
            throw new DeviceException($"The command of --ifup failed: {why}");
        }

        await FindPeersAsync(_device, cancel);
    }

    /// <summary>Makes the peers and the routes these. What stays is not touched.</summary>
    /// <param name="mayRemove">False: peers that are not planned stay, for they may only not be known again yet.</param>
    public async Task ApplyAsync(IReadOnlyList<PlannedPeer> planned, bool mayRemove, CancellationToken cancel)
    {
        var after = planned.ToDictionary(peer => peer.Key);
        foreach (var (key, old) in _peers.Where(pair => !mayRemove && !after.ContainsKey(pair.Key)))
        {
            after.Add(key, old with { Held = old.Held.Except(planned.SelectMany(peer => peer.Held)).ToHashSet() });
        }

        var changes = PeerPlan.Changes(_peers, after);
        if (changes.Count > 0 && _device is not null)
        {
            await _device.ApplyAsync(new DeviceChange { Peers = changes }, cancel);
            _peers = after;
        }

        Route(after.Values.SelectMany(peer => peer.Held));
    }

    /// <summary>Gives the session with a peer up; what is sent next begins a new one, whatever WireGuard would still wait for.</summary>
    /// <exception cref="DeviceException">The device refuses it, or is gone.</exception>
    public async Task ReopenAsync(WireGuardKey key, CancellationToken cancel)
    {
        if (_device is not null && _peers.TryGetValue(key, out var peer))
        {
            await _device.ApplyAsync(new DeviceChange { Peers = PeerPlan.Renewed(peer) }, cancel);
        }
    }

    /// <summary>Takes the device away: the host has left.</summary>
    /// <returns>Why the command of --ifdown failed; null: it did not.</returns>
    public async Task<string?> RemoveAsync(CancellationToken cancel)
    {
        var why = await RunAsync(_options.IfDown, cancel);
        await _devices.RemoveAsync(_options.Device, cancel);
        return why;
    }

    public async ValueTask DisposeAsync()
    {
        if (_device is not null)
        {
            await _device.DisposeAsync();
        }

        _routes.Dispose();
        _network.Dispose();
    }

    private async Task<string?> RunAsync(string? command, CancellationToken cancel) =>
        command is null
            ? null
            : await new ShellCommand(command, _options.Device, LongestCommand, _time).RunAsync([], cancel);

    /// <summary>One of an earlier life has the key of this host; any other has an owner whom it serves.</summary>
    private async Task RequireOursAsync(IWireGuardDevice device, CancellationToken cancel)
    {
        if ((await device.ReadAsync(cancel)).PrivateKey is { } key && !key.Equals(_key.PrivateKey))
        {
            throw new DeviceException(
                $"There is an interface {device.Name} already, with the key of somebody else: choose another --device, or remove it."
            );
        }
    }

    /// <summary>Those of an earlier life go on carrying until it is known what has become of them.</summary>
    private async Task FindPeersAsync(IWireGuardDevice device, CancellationToken cancel)
    {
        var state = await device.ReadAsync(cancel);
        _peers = state
            .Peers.Where(peer => peer.Endpoint is not null && peer.AllowedIPs.Any(IsOwn))
            .Select(peer => new PlannedPeer(
                peer.PublicKey,
                peer.Endpoint!,
                peer.AllowedIPs.First(IsOwn),
                peer.AllowedIPs.Where(network => !IsOwn(network)).ToHashSet()
            ))
            .ToDictionary(peer => peer.Key);
        _routed = _peers.Values.SelectMany(peer => peer.Held).Where(NeedsRoute).ToHashSet();
    }

    /// <summary>The first network of the interface is that of the hosts' own addresses.</summary>
    private bool IsOwn(IPNetwork network) => Prefixes.IsWithin(network, _onLink[0]);

    private void Route(IEnumerable<IPNetwork> held)
    {
        var wanted = held.Where(NeedsRoute).ToHashSet();
        foreach (var network in wanted.Except(_routed))
        {
            _routes.Put(network);
        }

        foreach (var network in _routed.Except(wanted))
        {
            _routes.Remove(network);
        }

        _routed = wanted;
    }

    /// <summary>The kernel has routes to the networks of the interface's addresses.</summary>
    private bool NeedsRoute(IPNetwork network) =>
        !_onLink.Any(wider => wider == network || Prefixes.IsWithin(network, wider));
}
