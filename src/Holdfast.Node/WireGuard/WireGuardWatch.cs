using System.Net;
using Holdfast.Linux.WireGuard;
using Holdfast.Model.DesiredState;
using Holdfast.Node.Applying;
using Holdfast.Node.Sessions;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.WireGuard;

/// <summary>Looks at the interfaces all the time: whether they live, and what their peers do.</summary>
internal sealed partial class WireGuardWatch : IAsyncDisposable
{
    private readonly Func<IEnumerable<WireGuardInterface>> _interfaces;
    private readonly ISessionSink _sessions;
    private readonly IFaultSink _faults;
    private readonly WireGuardPlaneOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _watching;

    public WireGuardWatch(
        Func<IEnumerable<WireGuardInterface>> interfaces,
        ISessionSink sessions,
        IFaultSink faults,
        WireGuardPlaneOptions options,
        TimeProvider time,
        ILogger log
    )
    {
        _interfaces = interfaces;
        _sessions = sessions;
        _faults = faults;
        _options = options;
        _time = time;
        _log = log;
        _watching = Task.Run(WatchAsync);
    }

    /// <summary>The counters of new peers begin now.</summary>
    public void Added(WireGuardInterface where, IReadOnlyList<WireGuardPeer> peers)
    {
        var life = DeviceLife.Of(where.Name);
        foreach (var peer in peers)
        {
            _sessions.Observe(Seen(where, life, peer, 0, 0, endpoint: null, Observation.NoHandshake));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task WatchAsync()
    {
        var read = _time.GetTimestamp();
        using var timer = new PeriodicTimer(_options.CheckEvery, _time);
        while (await timer.WaitForNextTickAsync(_ending.Token))
        {
            var due = _time.GetElapsedTime(read) >= _options.ReadEvery;
            read = due ? _time.GetTimestamp() : read;
            foreach (var one in _interfaces())
            {
                await LookSafelyAsync(one, due);
            }
        }
    }

    private async Task LookSafelyAsync(WireGuardInterface one, bool read)
    {
        try
        {
            await LookAsync(one, read);
        }
        catch (Exception e) when (e is DeviceException or IOException or ObjectDisposedException)
        {
            Log.LookFailed(_log, one.Name, e);
        }
    }

    private async Task LookAsync(WireGuardInterface one, bool read)
    {
        var worked = one.Trouble is null;
        if (!await one.IsAliveAsync(_ending.Token))
        {
            _faults.Report($"{one.Name} is gone");
        }
        else if (read && worked)
        {
            await ReadAsync(one);
        }
    }

    private async Task ReadAsync(WireGuardInterface one)
    {
        if (await one.ReadAsync(_ending.Token) is not { } peers)
        {
            _faults.Report($"{one.Name} does not answer: {one.Trouble}");
            return;
        }

        var life = DeviceLife.Of(one.Name);
        foreach (var (peer, state) in peers)
        {
            var handshake = state.LastHandshake ?? Observation.NoHandshake;
            _sessions.Observe(Seen(one, life, peer, state.Received, state.Sent, Client(state.Endpoint), handshake));
        }

        SpareMemory.Sweep(peers.Count);
    }

    private IPEndPoint? Client(IPEndPoint? endpoint) =>
        endpoint is null ? null : _options.ClientBehind(endpoint) ?? endpoint;

    private static Observation Seen(
        WireGuardInterface where,
        string life,
        WireGuardPeer peer,
        long received,
        long sent,
        IPEndPoint? endpoint,
        DateTimeOffset handshake
    ) =>
        new(
            peer.ConfigurationId,
            peer.ProfileId,
            where.Name,
            life,
            received,
            sent,
            Connected: true,
            peer.Address4,
            peer.Address6,
            endpoint,
            handshake
        );
}
