using System.Collections.Immutable;
using Holdfast.Link.Messages;
using Holdfast.Linux.Routing;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Failover;
using Holdfast.Node.Applying;
using Holdfast.Node.Takeover.Connections;
using Holdfast.Node.Takeover.Health;
using Holdfast.Node.WireGuard;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.Takeover;

/// <summary>
/// The part of a node that lets another take over from it, and takes over itself: follows the failover agent of the machine, tells the
/// other nodes of the group where clients are, and wakes them when this node becomes the active one. Does nothing where no profile is
/// shared.
/// </summary>
internal sealed class TakeoverPlane(
    TakeoverOptions options,
    Func<string, WireGuardInterface?> deviceOf,
    Func<IReadOnlyList<ServiceStatus>> openVpn,
    IFaultSink faults,
    TimeProvider time,
    ILogger<TakeoverPlane> log
) : IDataPlane, IAsyncDisposable
{
    private readonly Lock _following = new();
    private volatile ImmutableDictionary<string, SharedProfile> _profiles = ImmutableDictionary<
        string,
        SharedProfile
    >.Empty;
    private volatile RoleNotice? _notice;
    private volatile RoleNotice? _lastTold;
    private FailoverWatch? _watch;
    private SessionSync? _sync;
    private HealthVoice? _voice;
    private volatile ImmutableHashSet<string> _shared = [];
    private ConnectionSharing? _sharing;

    /// <summary>For which units this machine is the active one; null: no agent tells.</summary>
    public IReadOnlyList<int>? ActiveUnits =>
        _notice is { } notice
            ? [.. notice.Units.Where(unit => unit.Role == UnitRole.Active).Select(unit => unit.Vrid).Order()]
            : null;

    /// <summary>How the other node is told of the connections that are translated here; null: it is not.</summary>
    public ConnectionWay? Connections => _sharing?.Way;

    /// <summary>The addresses of a unit, whoever has them now; as last told, also while the agent is away.</summary>
    public IReadOnlyList<PlacedAddress> AddressesOf(int vrid) =>
        _lastTold?.Units.FirstOrDefault(unit => unit.Vrid == vrid)?.Addresses ?? [];

    public async Task<IReadOnlyList<ApplyFailure>> ReconcileAsync(NodeState desired, CancellationToken cancel)
    {
        await FollowAsync(desired, cancel);
        foreach (var profile in _profiles.Values)
        {
            profile.Mend();
        }

        return [];
    }

    public async Task<IReadOnlyList<ApplyFailure>> ApplyAsync(
        NodeState desired,
        StateDifference difference,
        CancellationToken cancel
    )
    {
        if (difference.Services.Count > 0 || difference.RemovedServices.Count > 0)
        {
            await FollowAsync(desired, cancel);
        }

        return [];
    }

    public IReadOnlyList<ServiceStatus> Status() =>
        _profiles.IsEmpty ? [] : [new ServiceStatus("", "failover", Works: true, Trouble(), Sessions: 0)];

    public async Task RemoveAsync(CancellationToken cancel)
    {
        await EndAsync();
        await ShareAsync(false, cancel);
        await KeepAsync(new(StringComparer.Ordinal));
        FreeAllBut([]);
    }

    /// <summary>Leaves the interfaces as they are: an active node speaks on, a standby is silent.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await (_sharing?.DisposeAsync() ?? ValueTask.CompletedTask);
        foreach (var profile in _profiles.Values)
        {
            await profile.DisposeAsync();
        }
    }

    private string? Trouble() =>
        _notice is null ? TakeoverProblems.NoAgent.At(options.AgentSocket, "").ToString()
        : (_sync?.Trouble ?? _sharing?.Trouble) is { } trouble ? trouble.ToString()
        : _profiles.Values.Select(profile => profile.Trouble).FirstOrDefault(one => one is not null) is { } refused
            ? refused.ToString()
        : _profiles.Values.Select(profile => profile.ClockAhead).Max() is { } ahead && ahead > ClockWatch.Tolerated
            ? TakeoverProblems.ClockBehind.At("", $"{ahead.TotalSeconds:0.0} s.").ToString()
        : null;

    private async Task FollowAsync(NodeState desired, CancellationToken cancel)
    {
        Dictionary<string, WireGuardService> wanted = new(StringComparer.Ordinal);
        foreach (var services in desired.Services.Values)
        {
            if (services.WireGuard is { Unit: not null } service)
            {
                wanted[services.ProfileId] = service;
            }
        }

        await KeepAsync(wanted);
        FreeAllBut([.. wanted.Values.Select(Marks.Of)]);
        Add(wanted);
        _shared =
        [
            .. desired
                .Services.Values.Where(services => services.Forwarding.Unit is not null)
                .Select(services => services.ProfileId),
        ];
        if (!_shared.IsEmpty)
        {
            _watch ??= new FailoverWatch(options.AgentSocket, Told, time);
            _sync ??= new SessionSync(options.SyncPort, () => _profiles.Values, () => _notice, time);
            _voice ??= new HealthVoice(options.AgentSocket, LookAsync, time);
        }

        await ShareAsync(
            desired.Services.Values.Any(services => services.Forwarding is { Unit: not null, Masquerade: true }),
            cancel
        );
    }

    /// <param name="translates">Whether anything is translated to an address that moves.</param>
    private async Task ShareAsync(bool translates, CancellationToken cancel)
    {
        // Also when a process before this one has left it.
        if (_sharing is null && (translates || Directory.Exists(options.ConnectionFolder)))
        {
            _sharing = new ConnectionSharing(
                options.ConnectionFolder,
                options.ConnectionPort,
                () => faults.Report("another way to tell of connections"),
                time,
                log
            );
            _sharing.Follow(_notice);
        }

        if (!translates && _sharing is { } unwanted)
        {
            _sharing = null;
            await unwanted.StopAsync(cancel);
            if (Directory.Exists(options.ConnectionFolder))
            {
                Directory.Delete(options.ConnectionFolder, recursive: true);
            }
        }
    }

    /// <summary>Ends those that are not wanted, or not so.</summary>
    private async Task KeepAsync(Dictionary<string, WireGuardService> wanted)
    {
        foreach (var (id, profile) in _profiles)
        {
            if (!wanted.TryGetValue(id, out var service) || !Same(service, profile.Service))
            {
                _profiles = _profiles.Remove(id);
                profile.Free();
                await profile.DisposeAsync();
            }
        }
    }

    private void Add(Dictionary<string, WireGuardService> wanted)
    {
        var left = PinnedSource.Present();
        foreach (var (id, service) in wanted.Where(one => !_profiles.ContainsKey(one.Key)))
        {
            var isLeft = left.Contains(Marks.Of(service));
            var profile = new SharedProfile(service, () => deviceOf(id), isLeft, time, log);
            profile.Mend();
            lock (_following)
            {
                _profiles = _profiles.Add(id, profile);
                if (_notice is { } notice)
                {
                    profile.Follow(UnitOf(profile, notice));
                }
            }
        }
    }

    /// <summary>What a node that was killed has left.</summary>
    private static void FreeAllBut(IReadOnlyCollection<uint> marks)
    {
        foreach (var mark in PinnedSource.Present().Where(mark => Marks.IsOurs(mark) && !marks.Contains(mark)))
        {
            using var left = new PinnedSource(mark);
            left.Remove();
        }
    }

    private void Told(RoleNotice? notice)
    {
        lock (_following)
        {
            var before = _lastTold;
            (_notice, _lastTold) = (notice, notice ?? before);
            _sharing?.Follow(notice);
            foreach (var profile in _profiles.Values)
            {
                profile.Follow(UnitOf(profile, notice));
            }

            if (notice is not null && !AddressesIn(notice).SequenceEqual(before is null ? [] : AddressesIn(before)))
            {
                faults.Report("other virtual addresses");
            }
        }
    }

    private async Task<IReadOnlyList<ServiceHealth>> LookAsync(CancellationToken cancel)
    {
        List<ServiceHealth> services = [];
        foreach (var profile in _profiles)
        {
            if (deviceOf(profile.Key) is { } device)
            {
                services.Add(await LookAsync(device, cancel));
            }
        }

        var shared = _shared;
        return
        [
            .. services,
            .. openVpn()
                .Where(status => shared.Contains(status.ProfileId))
                .Select(status => new ServiceHealth(status.Interface, status.Detail, IsGone: false)),
        ];
    }

    private async Task<ServiceHealth> LookAsync(WireGuardInterface device, CancellationToken cancel)
    {
        if (!await device.IsAliveAsync(cancel))
        {
            faults.Report($"{device.Name} is gone");
        }

        return device.IsSilent
            ? new ServiceHealth(device.Name, "It answers no clients.", IsGone: false)
            : new ServiceHealth(device.Name, device.Trouble, IsGone: device.Trouble is not null);
    }

    private async Task EndAsync()
    {
        await (_watch?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_sync?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_voice?.DisposeAsync() ?? ValueTask.CompletedTask);
        (_watch, _sync, _voice) = (null, null, null);
    }

    private static UnitNotice? UnitOf(SharedProfile profile, RoleNotice? notice) =>
        notice?.Units.FirstOrDefault(unit => unit.Vrid == profile.Service.Unit);

    private static IEnumerable<PlacedAddress> AddressesIn(RoleNotice notice) =>
        notice.Units.SelectMany(unit => unit.Addresses);

    private static bool Same(WireGuardService left, WireGuardService right) =>
        left.Port == right.Port
        && left.Unit == right.Unit
        && left.Interface == right.Interface
        && left.PrivateKey.Equals(right.PrivateKey);
}
