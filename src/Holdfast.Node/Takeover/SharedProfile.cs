using System.Diagnostics.CodeAnalysis;
using System.Net;
using Holdfast.Linux.Netlink;
using Holdfast.Linux.Routing;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Failover;
using Holdfast.Model.Problems;
using Holdfast.Node.WireGuard;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.Takeover;

/// <summary>
/// One WireGuard interface whose clients are served by whichever node of the group is active: who they are and where, from where the
/// interface may speak, and the handshakes when this node becomes the active one. For any thread.
/// </summary>
internal sealed partial class SharedProfile : IAsyncDisposable
{
    /// <summary>All are told again now and then: a node that was started meanwhile, or missed a datagram, has them then.</summary>
    private static readonly TimeSpan TellAllEvery = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Sightings _sightings = new();
    private readonly Freshness _freshness = new();
    private readonly ClockWatch _clocks = new();
    private readonly Saying _said = new();
    private readonly Dictionary<byte, (DateTimeOffset SentAt, TimeSpan At)> _heard = [];
    private readonly List<Sighting> _untold = [];
    private readonly SyncSeal _seal;
    private readonly PinnedSource _source;
    private readonly Func<WireGuardInterface?> _device;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly long _origin;
    private ActivityLog _activity = new();
    private CancellationTokenSource? _reign;
    private Task _awakening = Task.CompletedTask;
    private TimeSpan? _toldAllAt;
    private UnitNotice? _unit;
    private string? _life;
    private bool _waits;

    /// <param name="device">Null: not made yet, or gone.</param>
    /// <param name="isLeft">
    /// A process before this one left the interface speaking or silent; so it stays until the agent speaks, or is known to be away.
    /// </param>
    public SharedProfile(
        WireGuardService service,
        Func<WireGuardInterface?> device,
        bool isLeft,
        TimeProvider time,
        ILogger log
    )
    {
        (Service, _waits) = (service, isLeft);
        (_device, _time, _log, _origin) = (device, time, log, time.GetTimestamp());
        _seal = new SyncSeal(service.PrivateKey);
        _source = new PinnedSource(Marks.Of(service));
    }

    public WireGuardService Service { get; }

    /// <summary>Which datagrams are for it.</summary>
    public ulong Tag => _seal.Profile;

    public bool IsActive => _unit?.Role == UnitRole.Active;

    /// <summary>How far the clocks of the others are ahead, at most; null: nothing was heard lately.</summary>
    public TimeSpan? ClockAhead
    {
        get
        {
            lock (_gate)
            {
                return _clocks.Ahead(Now());
            }
        }
    }

    /// <summary>Why the interface may not speak from the addresses, or not be silent; null: all is well.</summary>
    public Problem? Trouble { get; private set; }

    /// <summary>As the interface should be now: silent, or speaking from the addresses of its unit. Also after somebody changed routes.</summary>
    public void Mend()
    {
        lock (_gate)
        {
            if (_waits)
            {
                return;
            }

            Speak();
            var life = DeviceLife.Of(Service.Interface);
            if (IsActive && _life is { } before && before != life)
            {
                // It was made anew, and knows nobody's session.
                BeginAwakening();
            }

            _life = life;
        }
    }

    /// <param name="unit">What this machine is for the unit; null: no agent says that it is anything.</param>
    public void Follow(UnitNotice? unit)
    {
        lock (_gate)
        {
            var wasActive = IsActive;
            // A node that was started beside an active agent finds sessions that work.
            var mayHaveSessions = _unit is null && unit is { JustWon: false, MillisecondsInRole: > 5000 };
            (_unit, var waited, _waits) = (unit, _waits, false);
            if (IsActive && !wasActive)
            {
                BeginReign(awakens: !mayHaveSessions);
            }
            else if (wasActive && !IsActive)
            {
                EndReign();
            }
            else if (waited)
            {
                Speak();
            }
        }
    }

    /// <summary>What the other nodes are to be told now, a datagram's worth each.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<ClientPlace>>> TellAsync(CancellationToken cancel)
    {
        await LookAsync(cancel);
        lock (_gate)
        {
            var now = Now();
            _sightings.Sweep(now);
            var clients = Told(now)
                .Where(seen => IsActive && SyncFormat.CanTell(seen.Endpoint))
                .Select(seen => new ClientPlace(seen.ConfigurationId, seen.Endpoint, now - seen.ActiveAt));
            // One at least: clocks are compared also while nobody is connected.
            return [.. clients.Chunk(SyncFormat.MostClients).DefaultIfEmpty([])];
        }
    }

    /// <summary>A datagram for one of the other nodes, with the echo of what it said.</summary>
    /// <param name="self">Member that sends.</param>
    /// <param name="to">Member that is to hear it.</param>
    public byte[] Seal(byte self, byte to, IReadOnlyList<ClientPlace> clients)
    {
        lock (_gate)
        {
            var now = Now();
            var hasHeard = _heard.TryGetValue(to, out var heard);
            var message = new SyncMessage
            {
                Member = self,
                SentAt = SyncFormat.Cut(_time.GetUtcNow()),
                HeardSentAt = hasHeard ? heard.SentAt : null,
                HeardBefore = hasHeard ? now - heard.At : TimeSpan.Zero,
                Clients = clients,
            };
            _said.Note(to, message.SentAt, now);
            return _seal.Seal(SyncFormat.Write(message));
        }
    }

    /// <summary>What came from another node, or from anybody.</summary>
    public void Hear(ReadOnlySpan<byte> datagram)
    {
        lock (_gate)
        {
            var sequence = SyncSeal.SequenceOf(datagram);
            if (
                !_freshness.MayBeNew(sequence)
                || _seal.Open(datagram) is not { } plain
                || SyncFormat.Read(plain) is not { } message
            )
            {
                return;
            }

            var now = Now();
            var begins = _freshness.IsOfNewRun(message.Member, sequence);
            var asked = now - _said.When(message.Member, message.HeardSentAt, now);
            if (!_freshness.Accept(message.Member, sequence, message.SentAt, answers: asked is not null))
            {
                return;
            }

            // Who was started just now may have to take over before all would be told again.
            _toldAllAt = begins ? null : _toldAllAt;
            _heard[message.Member] = (message.SentAt, now);
            _clocks.Note(message.Member, ClockOffset.Of(message, _time.GetUtcNow(), asked), now);
            foreach (var client in message.Clients)
            {
                _sightings.Note(new Sighting(client.ConfigurationId, client.Endpoint, now - client.Idle));
            }
        }
    }

    /// <summary>The interface is like all others again.</summary>
    public void Free() => _source.Remove();

    public async ValueTask DisposeAsync()
    {
        Task awakening;
        lock (_gate)
        {
            EndAwakening();
            awakening = _awakening;
        }

        await awakening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _source.Dispose();
        _seal.Dispose();
    }

    private TimeSpan Now() => _time.GetElapsedTime(_origin);

    private List<(string Link, IPAddress Address)> Addresses() =>
        [.. (_unit?.Addresses ?? []).Select(placed => (placed.Link, placed.Address))];

    /// <summary>What is new; now and then everything.</summary>
    private IReadOnlyList<Sighting> Told(TimeSpan now)
    {
        Sighting[] untold = [.. _untold];
        _untold.Clear();
        if (_toldAllAt is { } before && now - before < TellAllEvery)
        {
            return untold;
        }

        _toldAllAt = now;
        return _sightings.ActiveSince(now);
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        if (!IsActive || _device() is not { } device || await device.ReadAsync(cancel) is not { } peers)
        {
            return;
        }

        lock (_gate)
        {
            foreach (var seen in _activity.Look(peers, Now(), _time.GetUtcNow()))
            {
                _sightings.Note(seen);
                _untold.Add(seen);
            }
        }
    }

    /// <summary>From the addresses while active; else not at all.</summary>
    private void Speak()
    {
        try
        {
            if (IsActive)
            {
                _source.Pin(Addresses());
            }
            else
            {
                _source.Silence();
            }

            Trouble = null;
        }
        catch (NetlinkException refused)
        {
            Trouble = TakeoverProblems.SourceRefused.At(Service.Interface, refused.Message);
            Log.SourceRefused(_log, Service.Interface, refused);
        }
    }

    private void BeginReign(bool awakens)
    {
        Speak();
        _toldAllAt = null;
        if (awakens)
        {
            BeginAwakening();
        }
        else
        {
            EndAwakening();
            _activity = new ActivityLog();
        }
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "Disposed when the reign ends.")]
    private void BeginAwakening()
    {
        EndAwakening();
        _activity = new ActivityLog();
        var now = Now();
        var clients = _sightings.ActiveSince(now);
        Log.Takeover(_log, Service.Interface, clients.Count);
        if (_clocks.Ahead(now) is { } ahead && ahead > ClockWatch.LongestWait)
        {
            Log.ClockBehind(_log, Service.Interface, ahead.TotalSeconds);
            return;
        }

        _reign = new CancellationTokenSource();
        var token = _reign.Token;
        var wait = _clocks.Wait(now);
        _awakening = Task.Run(() => AwakenAsync(clients, wait, token), CancellationToken.None);
    }

    private void EndReign()
    {
        Speak();
        EndAwakening();
        Log.Silenced(_log, Service.Interface);
    }

    private void EndAwakening()
    {
        _reign?.Cancel();
        _reign?.Dispose();
        _reign = null;
    }
}
