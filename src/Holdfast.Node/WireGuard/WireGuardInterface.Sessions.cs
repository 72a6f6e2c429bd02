using Holdfast.Linux.WireGuard;
using Holdfast.Model.DesiredState;
using Holdfast.Node.Takeover;

namespace Holdfast.Node.WireGuard;

/// <summary>What peers do, and what is done so that they go on elsewhere.</summary>
internal sealed partial class WireGuardInterface
{
    /// <summary>All peers of ours as they are now; null: the interface does not work.</summary>
    public async Task<IReadOnlyList<(WireGuardPeer Peer, PeerState State)>?> ReadAsync(CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            if (_device is not { } device)
            {
                return null;
            }

            var state = await device.ReadAsync(cancel);
            return [.. state.Peers.Where(p => _known.ContainsKey(p.PublicKey)).Select(p => (_known[p.PublicKey], p))];
        }
        catch (DeviceException e)
        {
            await BreakAsync(e.Message);
            return null;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>
    /// Begins a handshake with each of these, as if it had never been spoken to: a session that is still there from an earlier time would
    /// be used instead of a new one, and the client has forgotten it.
    /// </summary>
    /// <returns>Those that are peers of ours.</returns>
    public Task<IReadOnlyList<Sighting>> AwakenAsync(IReadOnlyList<Sighting> clients, CancellationToken cancel) =>
        ToldAsync<Sighting>(
            byId =>
                [
                    .. clients
                        .Where(client => byId.ContainsKey(client.ConfigurationId))
                        .Select(client => (client, Again(byId[client.ConfigurationId], client))),
                ],
            cancel
        );

    /// <summary>The peers send nothing by themselves any more, as before they were awoken.</summary>
    public Task<IReadOnlyList<Guid>> CalmAsync(IReadOnlyCollection<Guid> configurations, CancellationToken cancel) =>
        ToldAsync<Guid>(
            byId =>
                [
                    .. configurations
                        .Where(byId.ContainsKey)
                        .Select(id => (id, (PeerChange[])[PeerPlan.Calm(byId[id].PublicKey)])),
                ],
            cancel
        );

    private static PeerChange[] Again(WireGuardPeer peer, Sighting client) =>
        [
            Removal(peer),
            PeerPlan.Addition(peer) with
            {
                Endpoint = client.Endpoint,
                Keepalive = PeerPlan.AwakeningKeepalive,
            },
        ];

    private async Task<IReadOnlyList<T>> ToldAsync<T>(
        Func<Dictionary<Guid, WireGuardPeer>, IReadOnlyList<(T Whom, PeerChange[] Changes)>> choose,
        CancellationToken cancel
    )
    {
        await _gate.WaitAsync(cancel);
        try
        {
            if (_device is not { } device)
            {
                return [];
            }

            var told = choose(_known.Values.ToDictionary(peer => peer.ConfigurationId));
            if (told.Count > 0)
            {
                await device.ApplyAsync(new DeviceChange { Peers = [.. told.SelectMany(one => one.Changes)] }, cancel);
            }

            return [.. told.Select(one => one.Whom)];
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>By its mark the kernel finds from which address the device may speak; without one it is like all others.</summary>
    private async Task SetMarkAsync(WireGuardService service, DeviceState before, CancellationToken cancel)
    {
        var mark = Marks.Of(service);
        if (mark != before.FirewallMark)
        {
            await Device().ApplyAsync(new DeviceChange { FirewallMark = mark }, cancel);
        }
    }
}
