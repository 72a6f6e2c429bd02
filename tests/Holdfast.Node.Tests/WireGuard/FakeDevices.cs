using System.Collections.Concurrent;
using Holdfast.Linux.Network;
using Holdfast.Linux.WireGuard;
using Holdfast.Model.Keys;

namespace Holdfast.Node.Tests.WireGuard;

/// <summary>WireGuard and links in memory. Remembers what was asked.</summary>
internal sealed class FakeDevices : IWireGuardDevices, INetwork
{
    private readonly ConcurrentDictionary<string, Device> _devices = new();

    public string Kind => "fake";

    public IEnumerable<string> Names => _devices.Keys;

    /// <summary>Keys that every device refuses.</summary>
    public HashSet<WireGuardKey> Refused { get; } = [];

    public string? CannotOpen { get; set; }

    public Dictionary<string, IReadOnlyList<AddressWithPrefix>> Addresses { get; } = [];

    public int Opened { get; private set; }

    /// <summary>How many peers each interface had when it was last brought up.</summary>
    public Dictionary<string, int> PeersWhenUp { get; } = [];

    public Device this[string name] => _devices[name];

    /// <summary>As when its process is killed.</summary>
    public void Kill(string name)
    {
        if (_devices.TryRemove(name, out var device))
        {
            device.IsDead = true;
        }
    }

    public void Make(string name) => _devices[name] = new Device(name, this);

    public Task<IWireGuardDevice> OpenAsync(string name, CancellationToken cancel)
    {
        Opened++;
        return CannotOpen is null
            ? Task.FromResult<IWireGuardDevice>(_devices.GetOrAdd(name, n => new Device(n, this)))
            : throw new DeviceException(CannotOpen);
    }

    public Task RemoveAsync(string name, CancellationToken cancel)
    {
        Kill(name);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<string>>([
            .. _devices.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)),
        ]);

    public Task<bool> LinkExistsAsync(string name, CancellationToken cancel) =>
        Task.FromResult(_devices.ContainsKey(name));

    public Task BringUpAsync(string name, int mtu, CancellationToken cancel)
    {
        PeersWhenUp[name] = _devices.TryGetValue(name, out var device) ? device.Peers.Count : 0;
        return Task.CompletedTask;
    }

    public Task SetAddressesAsync(string name, IReadOnlyList<AddressWithPrefix> addresses, CancellationToken cancel)
    {
        Addresses[name] = addresses;
        return Task.CompletedTask;
    }

    public Task DeleteLinkAsync(string name, CancellationToken cancel) => RemoveAsync(name, cancel);

    internal sealed class Device(string name, FakeDevices owner) : IWireGuardDevice
    {
        private readonly Lock _gate = new();
        private readonly Dictionary<WireGuardKey, PeerState> _peers = [];
        private WireGuardKey? _privateKey;
        private int _port;

        public string Name => name;

        public volatile bool IsDead;

        public List<DeviceChange> Changes { get; } = [];

        public IReadOnlyDictionary<WireGuardKey, PeerState> Peers
        {
            get
            {
                lock (_gate)
                {
                    return new Dictionary<WireGuardKey, PeerState>(_peers);
                }
            }
        }

        public int Port => _port;

        public void Set(PeerState peer)
        {
            lock (_gate)
            {
                _peers[peer.PublicKey] = peer;
            }
        }

        public Task<DeviceState> ReadAsync(CancellationToken cancel)
        {
            lock (_gate)
            {
                Live();
                return Task.FromResult(new DeviceState(_privateKey, _port, 0, [.. _peers.Values]));
            }
        }

        public Task ApplyAsync(DeviceChange change, CancellationToken cancel)
        {
            lock (_gate)
            {
                Live();
                Changes.Add(change);
                _privateKey = change.PrivateKey ?? _privateKey;
                _port = change.ListenPort ?? _port;
                foreach (var peer in change.Peers)
                {
                    Apply(peer);
                }

                return Task.CompletedTask;
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private void Apply(PeerChange change)
        {
            if (owner.Refused.Contains(change.PublicKey))
            {
                throw new DeviceException("Invalid argument");
            }

            if (change.Remove)
            {
                _peers.Remove(change.PublicKey);
                return;
            }

            var peer =
                _peers.GetValueOrDefault(change.PublicKey) ?? new(change.PublicKey, null, null, [], null, 0, 0, 0);
            Take(change);
            _peers[change.PublicKey] = peer with
            {
                PresharedKey = change.PresharedKey ?? peer.PresharedKey,
                AllowedIPs = change.AllowedIPs ?? peer.AllowedIPs,
            };
        }

        /// <summary>An address belongs to one peer: who gets it takes it from the other.</summary>
        private void Take(PeerChange change)
        {
            foreach (
                var other in _peers.Values.Where(p => p.AllowedIPs.Intersect(change.AllowedIPs ?? []).Any()).ToList()
            )
            {
                _peers[other.PublicKey] = other with { AllowedIPs = [.. other.AllowedIPs.Except(change.AllowedIPs!)] };
            }
        }

        private void Live()
        {
            if (IsDead)
            {
                throw new DeviceException("It has ended.");
            }
        }
    }
}
