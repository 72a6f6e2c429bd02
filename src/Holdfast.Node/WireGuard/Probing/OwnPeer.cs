using Holdfast.Linux.WireGuard;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Keys;
using Holdfast.Node.Probing;
using Holdfast.Pki.WireGuard;

namespace Holdfast.Node.WireGuard.Probing;

/// <summary>The node's own peer on one device: whether it is there, and what came of asking through it.</summary>
internal sealed class OwnPeer(SelfProbe probe, TimeSpan patience)
{
    private volatile Target? _target;
    private bool _isThere;
    private ProbeScore _score;

    /// <summary>The device is there and answers no handshakes.</summary>
    public bool IsSilent => _target is not null && _score.IsSilent;

    /// <summary>What is on the device for others; remembers whether this peer is among it.</summary>
    public DeviceState Without(DeviceState state)
    {
        _isThere = state.Peers.Any(IsThis);
        return _isThere ? state with { Peers = [.. state.Peers.Where(peer => !IsThis(peer))] } : state;
    }

    /// <summary>Puts it on the device where it is missing. From now on the device can be asked.</summary>
    public async Task EnsureAsync(IWireGuardDevice device, WireGuardService service, CancellationToken cancel)
    {
        if (!_isThere)
        {
            await device.ApplyAsync(new DeviceChange { Peers = [probe.Peer] }, cancel);
            _isThere = true;
        }

        _target = new(WireGuardKeys.PublicOf(service.PrivateKey), service.Port);
    }

    /// <summary>The device is gone, and this peer with it.</summary>
    public void Forget() => (_target, _isThere) = (null, false);

    /// <summary>Asks for one handshake. Not from two threads.</summary>
    public async Task AskAsync(CancellationToken cancel) =>
        _score = _target is { } target
            ? _score.After(await probe.AskAsync(target.Key, target.Port, patience, cancel))
            : default;

    private bool IsThis(PeerState peer) => peer.PublicKey.Equals(probe.PublicKey);

    private sealed record Target(WireGuardKey Key, int Port);
}
