using System.Collections.Immutable;
using Holdfast.Link.Messages;
using Holdfast.Linux.Network;
using Holdfast.Linux.WireGuard;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Keys;
using Holdfast.Node.Applying;
using Holdfast.Node.Probing;
using Holdfast.Node.Sessions;
using Holdfast.Node.WireGuard.Probing;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.WireGuard;

/// <summary>
/// WireGuard: one interface for each profile. Interfaces outlive us and are adopted as they are; only what differs is told to them.
/// </summary>
public sealed partial class WireGuardPlane : IDataPlane, IAsyncDisposable
{
    private readonly IWireGuardDevices _devices;
    private readonly INetwork _network;
    private readonly WireGuardPlaneOptions _options;
    private readonly HeadStart? _headStart;
    private readonly ILogger _log;
    private readonly TimeProvider _time;
    private readonly WireGuardWatch _watch;
    private readonly SelfProbes _probes;

    private volatile ImmutableDictionary<string, WireGuardInterface> _interfaces = ImmutableDictionary<
        string,
        WireGuardInterface
    >.Empty;

    public WireGuardPlane(
        IWireGuardDevices devices,
        INetwork network,
        ISessionSink sessions,
        IFaultSink faults,
        WireGuardPlaneOptions options,
        TimeProvider time,
        ILogger<WireGuardPlane> log
    )
        : this(devices, network, sessions, faults, options, headStart: null, time, log) { }

    /// <param name="headStart">Devices that are being filled already.</param>
    internal WireGuardPlane(
        IWireGuardDevices devices,
        INetwork network,
        ISessionSink sessions,
        IFaultSink faults,
        WireGuardPlaneOptions options,
        HeadStart? headStart,
        TimeProvider time,
        ILogger<WireGuardPlane> log
    )
    {
        _headStart = headStart;
        _devices = devices;
        _network = network;
        _options = options;
        _log = log;
        _time = time;
        _watch = new WireGuardWatch(() => _interfaces.Values, sessions, faults, options, time, log);
        _probes = new SelfProbes(() => _interfaces.Values, options.ProbeEvery, time, log);
    }

    /// <summary>
    /// At the start, makes the devices, which without keys and peers let nobody through. Later they are there, or are to be made only
    /// when another gave up their name.
    /// </summary>
    public async Task PrepareAsync(NodeState desired, CancellationToken cancel)
    {
        if (!_interfaces.IsEmpty)
        {
            return;
        }

        foreach (var services in desired.Services.Values)
        {
            if (services.WireGuard is { } service)
            {
                await PrepareAsync(InterfaceOf(services.ProfileId, service), cancel);
            }
        }
    }

    private async Task PrepareAsync(WireGuardInterface one, CancellationToken cancel)
    {
        if (_headStart is not null && await _headStart.TakeAsync(one.Name, cancel) is { } made)
        {
            one.Take(made);
        }

        await one.PrepareAsync(cancel);
    }

    public async Task<IReadOnlyList<ApplyFailure>> ReconcileAsync(NodeState desired, CancellationToken cancel)
    {
        List<ApplyFailure> failures = [];
        await RemoveUnwantedAsync(desired, cancel);
        var byProfile = desired.Peers.Values.ToLookup(p => p.ProfileId, StringComparer.Ordinal);
        foreach (var services in desired.Services.Values)
        {
            if (services.WireGuard is { } service)
            {
                failures.AddRange(await MendAsync(services.ProfileId, service, byProfile[services.ProfileId], cancel));
            }
        }

        failures.AddRange(desired.Peers.Values.Where(p => !_interfaces.ContainsKey(p.ProfileId)).Select(Homeless));
        return failures;
    }

    public async Task<IReadOnlyList<ApplyFailure>> ApplyAsync(
        NodeState desired,
        StateDifference difference,
        CancellationToken cancel
    )
    {
        List<ApplyFailure> failures = [];
        var mended = await ApplyServicesAsync(desired, difference, failures, cancel);
        var removed = difference.RemovedPeers.ToLookup(p => p.ProfileId, StringComparer.Ordinal);
        var set = difference.Peers.ToLookup(p => p.ProfileId, StringComparer.Ordinal);
        foreach (var profile in removed.Select(g => g.Key).Union(set.Select(g => g.Key)).Except(mended))
        {
            failures.AddRange(await ChangeAsync(profile, [.. removed[profile]], [.. set[profile]], cancel));
        }

        return failures;
    }

    /// <summary>Null: the profile has none here.</summary>
    internal WireGuardInterface? InterfaceOf(string profileId) => _interfaces.GetValueOrDefault(profileId);

    /// <summary>Sessions are counted elsewhere, see <see cref="SessionTracker"/>.</summary>
    public IReadOnlyList<ServiceStatus> Status() =>
        [.. _interfaces.Values.OrderBy(i => i.Name, StringComparer.Ordinal).Select(StatusOf)];

    private static ServiceStatus StatusOf(WireGuardInterface one)
    {
        var trouble = one.IsSilent ? WireGuardProblems.Silent.At(one.Name, "").ToString() : one.Trouble;
        return new(one.ProfileId, one.Name, trouble is null, trouble, Sessions: 0);
    }

    public async Task RemoveAsync(CancellationToken cancel)
    {
        await RemoveUnwantedAsync(NodeState.Empty, cancel);
    }

    /// <summary>Leaves the interfaces as they are.</summary>
    public async ValueTask DisposeAsync()
    {
        await _watch.DisposeAsync();
        await _probes.DisposeAsync();
        foreach (var one in _interfaces.Values)
        {
            await one.DisposeAsync();
        }
    }

    private async Task<HashSet<string>> ApplyServicesAsync(
        NodeState desired,
        StateDifference difference,
        List<ApplyFailure> failures,
        CancellationToken cancel
    )
    {
        HashSet<string> mended = new(StringComparer.Ordinal);
        if (difference.Services.Count == 0 && difference.RemovedServices.Count == 0)
        {
            return mended;
        }

        await RemoveUnwantedAsync(desired, cancel);
        foreach (var services in difference.Services)
        {
            if (services.WireGuard is { } service)
            {
                var peers = desired.Peers.Values.Where(p => p.ProfileId == services.ProfileId);
                failures.AddRange(await MendAsync(services.ProfileId, service, peers, cancel));
                mended.Add(services.ProfileId);
            }
        }

        return mended;
    }

    private async Task<IReadOnlyList<ApplyFailure>> MendAsync(
        string profileId,
        WireGuardService service,
        IEnumerable<WireGuardPeer> peers,
        CancellationToken cancel
    )
    {
        List<ApplyFailure> failures = [];
        var wanted = new Dictionary<WireGuardKey, WireGuardPeer>();
        foreach (var peer in peers)
        {
            if (!wanted.TryAdd(peer.PublicKey, peer))
            {
                failures.Add(Failure(peer, WireGuardProblems.KeyTwice.Id, "Its key is on the interface for another."));
            }
        }

        var one = InterfaceOf(profileId, service);
        failures.AddRange(await one.MendAsync(service, wanted, added => _watch.Added(one, added), cancel));
        if (one.HadToMend)
        {
            Log.Mended(_log, service.Interface, wanted.Count, failures.Count);
        }

        return failures;
    }

    private async Task<IReadOnlyList<ApplyFailure>> ChangeAsync(
        string profileId,
        IReadOnlyList<WireGuardPeer> removed,
        IReadOnlyList<WireGuardPeer> set,
        CancellationToken cancel
    )
    {
        if (!_interfaces.TryGetValue(profileId, out var one))
        {
            return [.. set.Select(Homeless)];
        }

        var byKey = set.GroupBy(p => p.PublicKey).ToList();
        var twice = byKey
            .SelectMany(g => g.SkipLast(1))
            .Select(p => Failure(p, WireGuardProblems.KeyTwice.Id, "Its key is on the interface for another."));
        var last = byKey.Select(g => g.Last()).ToList();
        var failures = await one.ChangeAsync(removed, last, added => _watch.Added(one, added), cancel);
        return [.. failures, .. twice];
    }

    private WireGuardInterface InterfaceOf(string profileId, WireGuardService service)
    {
        if (!_interfaces.TryGetValue(profileId, out var one))
        {
            var own = _options.ProbeEvery is null ? null : new OwnPeer(new SelfProbe(_time), _options.ProbePatience);
            one = new WireGuardInterface(profileId, service.Interface, _devices, _network, _options.Batch, own);
            _interfaces = _interfaces.Add(profileId, one);
        }

        return one;
    }

    /// <summary>Ours are those with our prefix and suffix; nothing else is ever touched.</summary>
    private async Task RemoveUnwantedAsync(NodeState desired, CancellationToken cancel)
    {
        var wanted = desired
            .Services.Values.Where(s => s.WireGuard is not null)
            .ToDictionary(s => s.WireGuard!.Interface, s => s.ProfileId, StringComparer.Ordinal);
        foreach (var one in _interfaces.Values.Where(i => wanted.GetValueOrDefault(i.Name) != i.ProfileId))
        {
            await one.RemoveAsync(cancel);
            _interfaces = _interfaces.Remove(one.ProfileId);
            await one.DisposeAsync();
            Log.Removed(_log, one.Name);
        }

        foreach (var name in await _devices.ListAsync(DeviceNames.Prefix, cancel))
        {
            if (name.EndsWith("-wg", StringComparison.Ordinal) && !wanted.ContainsKey(name))
            {
                await _devices.RemoveAsync(name, cancel);
                Log.Removed(_log, name);
            }
        }
    }

    private static ApplyFailure Homeless(WireGuardPeer peer) =>
        Failure(peer, WireGuardProblems.NoService.Id, "Its profile has no WireGuard here.");

    private static ApplyFailure Failure(WireGuardPeer peer, string problem, string detail) =>
        new(peer.ConfigurationId, peer.ProfileId, problem, detail);
}
