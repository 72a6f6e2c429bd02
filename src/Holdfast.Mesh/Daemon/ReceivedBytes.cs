using Holdfast.Linux.WireGuard;
using Holdfast.Model.Keys;

namespace Holdfast.Mesh.Daemon;

/// <summary>Whose bytes come through the tunnel, by looks at the device that follow each other closely.</summary>
internal sealed class ReceivedBytes
{
    /// <summary>What came between looks that are further apart may be old.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromMilliseconds(100);

    private Dictionary<WireGuardKey, long> _before = [];
    private TimeSpan? _looked;

    /// <returns>From whom more has come than at the last look, if that was lately.</returns>
    public IReadOnlyList<WireGuardKey> Look(TimeSpan now, IReadOnlyList<PeerState> peers)
    {
        var isLately = _looked is { } looked && now - looked <= Lately;
        var grown = peers.Where(peer =>
            isLately && peer.Received > _before.GetValueOrDefault(peer.PublicKey, long.MaxValue)
        );
        List<WireGuardKey> keys = [.. grown.Select(peer => peer.PublicKey)];
        (_before, _looked) = (peers.ToDictionary(peer => peer.PublicKey, peer => peer.Received), now);
        return keys;
    }
}
