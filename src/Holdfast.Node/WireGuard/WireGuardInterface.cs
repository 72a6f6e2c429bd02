using Holdfast.Link.Messages;
using Holdfast.Linux.Network;
using Holdfast.Linux.WireGuard;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Keys;
using Holdfast.Node.Probing;
using Holdfast.Node.WireGuard.Probing;

namespace Holdfast.Node.WireGuard;

/// <summary>
/// One interface of one profile: the device, and which peers are known to be on it. Calls may come from any thread; they wait for
/// each other.
/// </summary>
/// <param name="own">With which the device is asked for handshakes; null: it is not.</param>
internal sealed partial class WireGuardInterface(
    string profileId,
    string name,
    IWireGuardDevices devices,
    INetwork network,
    int batch,
    OwnPeer? own
) : IProbed, IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<WireGuardKey, WireGuardPeer> _known = [];
    private IWireGuardDevice? _device;
    private HeadStarted? _made;
    private volatile string? _trouble = "It has not been started yet.";

    public string Name => name;

    public string ProfileId => profileId;

    /// <summary>Why it does not work; null: it does.</summary>
    public string? Trouble => _trouble;

    public bool IsSilent => _trouble is null && own?.IsSilent == true;

    /// <summary>Takes the device that was made and filled while the node started. Before anything else.</summary>
    public void Take(HeadStarted made) => (_device, _made) = (made.Device, made);

    /// <summary>Opens the device, making it where it is not there.</summary>
    /// <exception cref="DeviceException">It cannot be made.</exception>
    public async Task PrepareAsync(CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            _device ??= await devices.OpenAsync(name, cancel);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>
    /// Makes the interface and all its peers as wanted, and touches nothing that is. A new one comes up with its peers: nobody finds it
    /// half done.
    /// </summary>
    /// <param name="added">Told the peers that were not there before.</param>
    public Task<IReadOnlyList<ApplyFailure>> MendAsync(
        WireGuardService service,
        IReadOnlyDictionary<WireGuardKey, WireGuardPeer> wanted,
        Action<IReadOnlyList<WireGuardPeer>> added,
        CancellationToken cancel
    ) =>
        GuardedAsync(
            async () =>
            {
                var fresh = _made is not null;
                var (state, changes) = await CompareAsync(wanted, cancel);
                _known.Clear();
                var present = state.Peers.Select(p => p.PublicKey).ToHashSet();
                foreach (var peer in wanted.Values.Where(p => present.Contains(p.PublicKey)))
                {
                    _known[peer.PublicKey] = peer;
                }

                await SetKeyAsync(service, state, cancel);
                HadToMend = fresh || changes.Count > 0;
                var failures = await ApplyAsync(changes, wanted, cancel);
                await BringUpAsync(service, state, cancel);
                added([.. wanted.Values.Where(p => fresh || !present.Contains(p.PublicKey))]);
                return failures;
            },
            [],
            cancel
        );

    /// <summary>The last <see cref="MendAsync"/> found something to mend.</summary>
    public bool HadToMend { get; private set; }

    /// <summary>Removes and sets single peers, in time that depends on them only.</summary>
    /// <param name="added">Told the peers that were not there before.</param>
    public Task<IReadOnlyList<ApplyFailure>> ChangeAsync(
        IReadOnlyList<WireGuardPeer> removed,
        IReadOnlyList<WireGuardPeer> set,
        Action<IReadOnlyList<WireGuardPeer>> added,
        CancellationToken cancel
    ) =>
        GuardedAsync(
            async () =>
            {
                var wanted = set.ToDictionary(p => p.PublicKey);
                var fresh = set.Where(p => !_known.ContainsKey(p.PublicKey)).ToList();
                var failures = await ApplyAsync(Changes(removed, wanted), wanted, cancel);
                added(fresh);
                return failures;
            },
            set,
            cancel
        );

    public Task ProbeAsync(CancellationToken cancel) => own?.AskAsync(cancel) ?? Task.CompletedTask;

    /// <summary>False: it was working and is gone.</summary>
    public async Task<bool> IsAliveAsync(CancellationToken cancel)
    {
        if (_trouble is not null || await network.LinkExistsAsync(name, cancel))
        {
            return true;
        }

        await _gate.WaitAsync(cancel);
        try
        {
            await BreakAsync("The interface is gone.");
            return false;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task RemoveAsync(CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            await BreakAsync("It is removed.");
            await devices.RemoveAsync(name, cancel);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_device is not null)
        {
            await _device.DisposeAsync();
        }

        _gate.Dispose();
    }

    private static PeerChange Removal(WireGuardPeer peer) => PeerPlan.Removal(peer.PublicKey);

    private List<PeerChange> Changes(
        IReadOnlyList<WireGuardPeer> removed,
        Dictionary<WireGuardKey, WireGuardPeer> wanted
    )
    {
        List<PeerChange> changes =
        [
            .. removed.Where(p => !wanted.ContainsKey(p.PublicKey) && IsTheOneKnown(p)).Select(Removal),
        ];
        foreach (var peer in wanted.Values)
        {
            if (PeerPlan.Change(_known.GetValueOrDefault(peer.PublicKey), peer) is { } change)
            {
                changes.Add(change);
            }
            else
            {
                _known[peer.PublicKey] = peer;
            }
        }

        return changes;
    }

    /// <summary>A key that meanwhile belongs to another configuration stays.</summary>
    private bool IsTheOneKnown(WireGuardPeer peer) =>
        !_known.TryGetValue(peer.PublicKey, out var known) || known.ConfigurationId == peer.ConfigurationId;

    private async Task<IReadOnlyList<ApplyFailure>> GuardedAsync(
        Func<Task<IReadOnlyList<ApplyFailure>>> work,
        IReadOnlyList<WireGuardPeer> concerned,
        CancellationToken cancel
    )
    {
        await _gate.WaitAsync(cancel);
        try
        {
            return await work();
        }
        catch (Exception e) when (e is DeviceException or IOException or UnauthorizedAccessException)
        {
            await BreakAsync(e.Message);
            return
            [
                ServiceFailure(),
                .. concerned.Select(p => ServiceFailure() with { ConfigurationId = p.ConfigurationId }),
            ];
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>A device that is being filled is compared meanwhile.</summary>
    private async Task<(DeviceState State, IReadOnlyList<PeerChange> Changes)> CompareAsync(
        IReadOnlyDictionary<WireGuardKey, WireGuardPeer> wanted,
        CancellationToken cancel
    )
    {
        if (_made is { } made)
        {
            _made = null;
            var changes = PeerPlan.Mend(made.State.Peers, wanted);
            await made.Filled.WaitAsync(cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (made.Filled.IsCompletedSuccessfully)
            {
                return (made.State, changes);
            }

            cancel.ThrowIfCancellationRequested();
        }

        _device ??= await devices.OpenAsync(name, cancel);
        var read = await _device.ReadAsync(cancel);
        var state = own?.Without(read) ?? read;
        return (state, PeerPlan.Mend(state.Peers, wanted));
    }

    private async Task SetKeyAsync(WireGuardService service, DeviceState before, CancellationToken cancel)
    {
        if (!service.PrivateKey.Equals(before.PrivateKey))
        {
            await Device().ApplyAsync(new DeviceChange { PrivateKey = service.PrivateKey }, cancel);
        }
    }

    /// <summary>The port is set while the interface is up, because only then the device says that it is taken.</summary>
    private async Task BringUpAsync(WireGuardService service, DeviceState before, CancellationToken cancel)
    {
        await network.SetAddressesAsync(name, Gateways.Of(service), cancel);
        await network.BringUpAsync(name, service.Mtu, cancel);
        if (service.Port != before.ListenPort)
        {
            await Device().ApplyAsync(new DeviceChange { ListenPort = service.Port }, cancel);
        }

        await SetMarkAsync(service, before, cancel);
        if (own is not null)
        {
            await own.EnsureAsync(Device(), service, cancel);
        }

        _trouble = null;
    }

    private async Task<IReadOnlyList<ApplyFailure>> ApplyAsync(
        IReadOnlyList<PeerChange> changes,
        IReadOnlyDictionary<WireGuardKey, WireGuardPeer> wanted,
        CancellationToken cancel
    )
    {
        var refusals = await DeviceBatches.ApplyAsync(Device(), changes, batch, cancel);
        var refused = refusals.Select(r => r.Change.PublicKey).ToHashSet();
        Remember(changes.Where(c => !refused.Contains(c.PublicKey)), wanted);
        return [.. refusals.Select(r => Refusal(r, wanted))];
    }

    private IWireGuardDevice Device() => _device ?? throw new DeviceException(_trouble ?? "It is not open.");

    private ApplyFailure Refusal(
        (PeerChange Change, string Why) refusal,
        IReadOnlyDictionary<WireGuardKey, WireGuardPeer> wanted
    )
    {
        Guid? configuration = wanted.TryGetValue(refusal.Change.PublicKey, out var peer) ? peer.ConfigurationId : null;
        return new ApplyFailure(configuration, profileId, WireGuardProblems.PeerRefused.Id, refusal.Why);
    }

    private void Remember(IEnumerable<PeerChange> changes, IReadOnlyDictionary<WireGuardKey, WireGuardPeer> wanted)
    {
        foreach (var change in changes)
        {
            if (change.Remove)
            {
                _known.Remove(change.PublicKey);
            }
            else
            {
                _known[change.PublicKey] = wanted[change.PublicKey];
            }
        }
    }

    private async Task BreakAsync(string why)
    {
        _trouble = why;
        own?.Forget();
        _known.Clear();
        if (_device is { } device)
        {
            (_device, _made) = (null, null);
            await device.DisposeAsync();
        }
    }

    private ApplyFailure ServiceFailure() =>
        new(ConfigurationId: null, profileId, WireGuardProblems.ServiceFailed.Id, _trouble ?? "", name);
}
