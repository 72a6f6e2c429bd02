using System.Diagnostics;
using System.Net;
using Holdfast.Link.Messages;
using Holdfast.Model.DesiredState;
using Holdfast.Node.Applying;
using Holdfast.Node.Sessions;

namespace Holdfast.Bench.Fleets;

/// <summary>A data plane without devices: everybody it is told of is in use at once, and carries something all the time.</summary>
internal sealed class SimulatedPlane(Action<Guid, long> removed) : IDataPlane
{
    private const long EachLook = 15_000;

    private volatile NodeState _state = NodeState.Empty;
    private long _carried;

    public int Sessions => _state.Peers.Count;

    public Task<IReadOnlyList<ApplyFailure>> ReconcileAsync(NodeState desired, CancellationToken cancel)
    {
        _state = desired;
        return Task.FromResult<IReadOnlyList<ApplyFailure>>([]);
    }

    public Task<IReadOnlyList<ApplyFailure>> ApplyAsync(
        NodeState desired,
        StateDifference difference,
        CancellationToken cancel
    )
    {
        _state = desired;
        var now = Stopwatch.GetTimestamp();
        foreach (var client in difference.RemovedClients)
        {
            removed(client.ConfigurationId, now);
        }

        return Task.FromResult<IReadOnlyList<ApplyFailure>>([]);
    }

    public IReadOnlyList<ServiceStatus> Status() =>
        [
            .. _state.Services.Values.SelectMany(s =>
                new[] { s.WireGuard?.Interface }
                    .Concat(s.OpenVpn.Select(o => o.Interface))
                    .OfType<string>()
                    .Select(device => new ServiceStatus(s.ProfileId, device, Works: true, Detail: null, Sessions: 0))
            ),
        ];

    public Task RemoveAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>What the next look at the devices would show.</summary>
    public void Look(ISessionSink sessions, DateTimeOffset now)
    {
        _carried += EachLook;
        var state = _state;
        foreach (var peer in state.Peers.Values)
        {
            sessions.Observe(
                new Observation(
                    peer.ConfigurationId,
                    peer.ProfileId,
                    state.Services[peer.ProfileId].WireGuard!.Interface,
                    "1",
                    _carried,
                    _carried * 10,
                    Connected: true,
                    peer.Address4,
                    peer.Address6,
                    new IPEndPoint(IPAddress.Loopback, 40_000),
                    now
                )
            );
        }
    }
}
