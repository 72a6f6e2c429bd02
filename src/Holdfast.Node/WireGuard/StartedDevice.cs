using Holdfast.Linux.Network;
using Holdfast.Linux.WireGuard;
using Holdfast.Model.DesiredState;

namespace Holdfast.Node.WireGuard;

/// <summary>One device that is made and filled at the same time as its peers are read.</summary>
internal sealed class StartedDevice
{
    private readonly IWireGuardDevices _devices;
    private readonly INetwork _network;
    private readonly WireGuardService _service;
    private readonly int _batch;
    private readonly Task<IWireGuardDevice?> _opening;
    private readonly List<Task> _sending = [];
    private readonly List<PeerState> _peers = [];
    private List<PeerChange> _next;

    public StartedDevice(IWireGuardDevices devices, INetwork network, WireGuardService service, int batch)
    {
        (_devices, _network, _service, _batch) = (devices, network, service, batch);
        _next = new(batch);
        _opening = Task.Run(OpenAsync);
    }

    /// <summary>From one thread.</summary>
    public void Add(WireGuardPeer peer)
    {
        var change = PeerPlan.Addition(peer);
        _next.Add(change);
        _peers.Add(
            new PeerState(
                change.PublicKey,
                change.PresharedKey,
                Endpoint: null,
                change.AllowedIPs!,
                LastHandshake: null,
                0,
                0,
                0
            )
        );
        if (_next.Count == _batch)
        {
            Send();
        }
    }

    /// <summary>After the last peer.</summary>
    /// <returns>Null: the device was there before, or could not be made.</returns>
    public async Task<HeadStarted?> EndAsync()
    {
        Send();
        try
        {
            return await _opening is { } device
                ? new(
                    device,
                    new DeviceState(_service.PrivateKey, ListenPort: 0, FirewallMark: 0, _peers),
                    Task.WhenAll(_sending)
                )
                : null;
        }
        catch (DeviceException)
        {
            // Whoever opens it next sees what is wrong, and says so.
            return null;
        }
    }

    private void Send()
    {
        var part = _next;
        _next = new(_batch);
        _sending.Add(Task.Run(() => SendAsync(part)));
    }

    private async Task SendAsync(List<PeerChange> part)
    {
        if (await _opening is { } device && part.Count > 0)
        {
            await device.ApplyAsync(new DeviceChange { Peers = part }, CancellationToken.None);
        }
    }

    /// <summary>The key comes first: with another one the device would compute for each peer again.</summary>
    private async Task<IWireGuardDevice?> OpenAsync()
    {
        if (await _network.LinkExistsAsync(_service.Interface, CancellationToken.None))
        {
            return null;
        }

        var device = await _devices.OpenAsync(_service.Interface, CancellationToken.None);
        await device.ApplyAsync(new DeviceChange { PrivateKey = _service.PrivateKey }, CancellationToken.None);
        return device;
    }
}
