using System.Collections.Concurrent;
using Holdfast.Linux.Network;
using Holdfast.Linux.WireGuard;
using Holdfast.Model.DesiredState;
using Holdfast.Node.State;

namespace Holdfast.Node.WireGuard;

/// <summary>
/// Puts the peers of a snapshot on devices that were not there, while the node still reads and starts. Such a device is down and
/// without a port: nobody gets through before the state as a whole is known and <see cref="WireGuardPlane"/> has compared it with
/// what was put there. Devices that are there are left to the plane.
/// </summary>
internal sealed class HeadStart(IWireGuardDevices devices, INetwork network, int batch) : IStateListener
{
    /// <summary>By the device's name. Taken by the plane, once.</summary>
    private readonly ConcurrentDictionary<string, StartedDevice> _started = new(StringComparer.Ordinal);

    private readonly Dictionary<string, StartedDevice> _byProfile = new(StringComparer.Ordinal);

    public void WireGuard(string profileId, WireGuardService service)
    {
        if (DeviceNames.IsOurs(service.Interface))
        {
            var started = new StartedDevice(devices, network, service, batch);
            _started[service.Interface] = started;
            _byProfile[profileId] = started;
        }
    }

    public void Peer(WireGuardPeer peer)
    {
        if (_byProfile.TryGetValue(peer.ProfileId, out var started))
        {
            started.Add(peer);
        }
    }

    /// <returns>Null: nothing was begun, or it came to nothing; the device is to be opened and read.</returns>
    public async Task<HeadStarted?> TakeAsync(string name, CancellationToken cancel) =>
        _started.TryRemove(name, out var started) ? await started.EndAsync().WaitAsync(cancel) : null;

    /// <summary>Takes away what was begun and nobody took.</summary>
    public async Task AbandonAsync(CancellationToken cancel)
    {
        foreach (var name in _started.Keys)
        {
            if (await TakeAsync(name, cancel) is { } made)
            {
                await made.Filled.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await made.Device.DisposeAsync();
                await devices.RemoveAsync(name, cancel);
            }
        }
    }
}
