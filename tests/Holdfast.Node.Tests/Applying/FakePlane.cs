using Holdfast.Link.Messages;
using Holdfast.Model.DesiredState;
using Holdfast.Node.Applying;

namespace Holdfast.Node.Tests.Applying;

/// <summary>A data plane in memory that may fail, throw, hang or forget, as its dice say.</summary>
internal sealed class FakePlane(int seed = 0) : IDataPlane
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);
    private Dictionary<Guid, WireGuardPeer> _peers = [];
    private Dictionary<Guid, OpenVpnClient> _clients = [];
    private HashSet<string> _services = [];
    private bool _draining;
    private int _inside;

    /// <summary>Percent of calls that go wrong in some way.</summary>
    public volatile int Faultiness;

    public volatile int Reconciles;

    public volatile int Applies;

    /// <summary>Configurations that are refused.</summary>
    public Func<Guid, bool> Refuses { get; set; } = _ => false;

    /// <summary>Awaited in every call.</summary>
    public Func<CancellationToken, Task> Before { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyDictionary<Guid, WireGuardPeer> Peers
    {
        get
        {
            lock (_gate)
            {
                return new Dictionary<Guid, WireGuardPeer>(_peers);
            }
        }
    }

    public bool Is(NodeState state)
    {
        lock (_gate)
        {
            return _draining == state.Draining
                && _services.SetEquals(state.Services.Keys)
                && _peers.Count == state.Peers.Count
                && _peers.All(p => state.Peers.TryGetValue(p.Key, out var peer) && peer.Equals(p.Value))
                && _clients.Count == state.Clients.Count
                && _clients.All(c => state.Clients.TryGetValue(c.Key, out var client) && client.Equals(c.Value));
        }
    }

    /// <summary>As when a process dies.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            (_peers, _clients, _services, _draining) = ([], [], [], false);
        }
    }

    public Task<IReadOnlyList<ApplyFailure>> ReconcileAsync(NodeState desired, CancellationToken cancel)
    {
        Interlocked.Increment(ref Reconciles);
        return CallAsync(
            () =>
            {
                var failures = Failures(desired.Peers.Values);
                _services = [.. desired.Services.Keys];
                _peers = desired.Peers.Where(p => !Refuses(p.Key)).ToDictionary();
                _clients = desired.Clients.ToDictionary();
                _draining = desired.Draining;
                return failures;
            },
            cancel
        );
    }

    public Task<IReadOnlyList<ApplyFailure>> ApplyAsync(
        NodeState desired,
        StateDifference difference,
        CancellationToken cancel
    )
    {
        Interlocked.Increment(ref Applies);
        return CallAsync(() => Change(desired, difference), cancel);
    }

    public IReadOnlyList<ServiceStatus> Status() => [];

    public Task RemoveAsync(CancellationToken cancel)
    {
        Forget();
        return Task.CompletedTask;
    }

    private List<ApplyFailure> Change(NodeState desired, StateDifference difference)
    {
        _draining = difference.DrainChanged ? desired.Draining : _draining;
        foreach (var service in difference.RemovedServices)
        {
            _services.Remove(service.ProfileId);
        }

        _services.UnionWith(difference.Services.Select(s => s.ProfileId));
        foreach (var peer in difference.RemovedPeers)
        {
            _peers.Remove(peer.ConfigurationId);
        }

        foreach (var client in difference.RemovedClients)
        {
            _clients.Remove(client.ConfigurationId);
        }

        foreach (var peer in difference.Peers.Where(p => !Refuses(p.ConfigurationId)))
        {
            _peers[peer.ConfigurationId] = peer;
        }

        foreach (var client in difference.Clients)
        {
            _clients[client.ConfigurationId] = client;
        }

        return Failures(difference.Peers);
    }

    private List<ApplyFailure> Failures(IEnumerable<WireGuardPeer> peers) =>
        [
            .. peers
                .Where(p => Refuses(p.ConfigurationId))
                .Select(p => new ApplyFailure(p.ConfigurationId, p.ProfileId, "HF-1611", "refused")),
        ];

    private async Task<IReadOnlyList<ApplyFailure>> CallAsync(Func<List<ApplyFailure>> work, CancellationToken cancel)
    {
        Assert.Equal(1, Interlocked.Increment(ref _inside));
        try
        {
            await Before(cancel);
            await Task.Yield();
            return Throws() ? throw new IOException("The dice said so.") : Locked(work);
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    private List<ApplyFailure> Locked(Func<List<ApplyFailure>> work)
    {
        lock (_gate)
        {
            return work();
        }
    }

    private bool Throws()
    {
        lock (_gate)
        {
            return _random.Next(100) < Faultiness;
        }
    }
}
