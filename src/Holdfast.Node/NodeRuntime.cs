using Holdfast.Link.Addresses;
using Holdfast.Linux.Files;
using Holdfast.Model.Problems;
using Holdfast.Node.Applying;
using Holdfast.Node.Events;
using Holdfast.Node.Linking;
using Holdfast.Node.Sessions;
using Holdfast.Node.Starting;
using Holdfast.Node.State;
using Holdfast.Node.WireGuard;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node;

/// <summary>One running node: its parts, put together.</summary>
internal sealed partial class NodeRuntime : IAsyncDisposable
{
    /// <summary>
    /// So long the link waits for the first comparison at most. To start it takes the processor away from many peers, and a node
    /// can tell a portal nothing before.
    /// </summary>
    private static readonly TimeSpan PeersFirst = TimeSpan.FromSeconds(1);

    private readonly NodeOptions _options;
    private readonly HeldFolder _home;
    private readonly (LinkAddress Listened, LinkAddress Dialled) _addresses;
    private readonly WireGuardBegin _begin;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _log;
    private readonly StateJournal _journal;
    private readonly Outbox _outbox;
    private readonly SessionTracker _sessions;
    private readonly DataPlanes _planes;
    private readonly Applier _applier;

    private NodeRuntime(
        NodeOptions options,
        HeldFolder home,
        (LinkAddress Listened, LinkAddress Dialled) addresses,
        WireGuardBegin begin,
        (StateJournal Journal, StoredState State) read,
        TimeProvider time,
        ILoggerFactory loggers
    )
    {
        _options = options;
        _home = home;
        _addresses = addresses;
        _time = time;
        _loggers = loggers;
        _log = loggers.CreateLogger<NodeRuntime>();
        _begin = begin;
        (_journal, var stored) = read;
        _outbox = Outbox.Open(home.Path, new OutboxOptions(), time, loggers.CreateLogger<Outbox>());
        _sessions = new SessionTracker(_outbox.Resumed, _outbox, new SessionRules(), time);
        _planes = new DataPlanes(options, home.Path, begin, _sessions, time, loggers);
        var applying = new ApplierOptions();
        _applier = new Applier(
            _planes.Stages,
            _journal,
            stored,
            _sessions,
            applying,
            time,
            loggers.CreateLogger<Applier>()
        );
        _planes.Faults.Connect(_applier);
        Tell(stored);
    }

    /// <summary>Reads the state, which takes longest where there are many peers.</summary>
    /// <param name="toRun">Devices that are missing may be made and filled already; otherwise nothing is touched.</param>
    public static async Task<Outcome<NodeRuntime>> OpenAsync(
        NodeOptions options,
        HeldFolder home,
        bool toRun,
        TimeProvider time,
        ILoggerFactory loggers
    )
    {
        var address = LinkAddress.Parse(options.LinkListen ?? "unix:" + Path.Combine(home.Path, "link.sock"));
        var dialled = options.LinkAddress is { } told ? LinkAddress.Parse(told) : address;
        List<Problem> problems = [.. address.Problems.Union(dialled.Problems)];
        if (problems.Count > 0)
        {
            return Outcome<NodeRuntime>.Failed(problems);
        }

        var begin = new WireGuardBegin(home.Path, time);
        var read = StateJournal.Open(home.Path, time, toRun ? begin.HeadStart : null);
        if (!read.State.IsTrustworthy)
        {
            await begin.HeadStart.AbandonAsync(CancellationToken.None);
        }

        return new NodeRuntime(options, home, (address.Value!, dialled.Value!), begin, read, time, loggers);
    }

    /// <summary>Works until cancelled, then ends in good order.</summary>
    /// <returns>Why it could not start, or not take everything away; empty: it did.</returns>
    public async Task<IReadOnlyList<Problem>> RunAsync(CancellationToken cancel)
    {
        var problems = await ApplyAndServeAsync(cancel);
        return problems.Count == 0 && _options.OnStop == OnStop.Remove
            ? await RemoveAsync(CancellationToken.None)
            : problems;
    }

    /// <returns>What could not be taken away.</returns>
    public async Task<IReadOnlyList<Problem>> RemoveAsync(CancellationToken cancel)
    {
        var problems = await _applier.RemoveAsync(cancel);
        new KernelSettings(_home.Path).Restore();
        Log.Removed(_log);
        return problems;
    }

    public async ValueTask DisposeAsync()
    {
        await _begin.HeadStart.AbandonAsync(CancellationToken.None);
        await _planes.DisposeAsync();
        await _outbox.DisposeAsync();
        await _journal.DisposeAsync();
    }

    private async Task<IReadOnlyList<Problem>> ApplyAndServeAsync(CancellationToken cancel)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var applying = _applier.RunAsync(ending.Token);
        try
        {
            await Task.WhenAny(_applier.Compared, Task.Delay(PeersFirst, _time, ending.Token));
            ending.Token.ThrowIfCancellationRequested();
            return await PortalAccess().ServeAsync(applying, ending.Token);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Told to stop before it had begun to serve.
            return [];
        }
        finally
        {
            await ending.CancelAsync();
            await applying;
        }
    }

    private PortalAccess PortalAccess() =>
        new(_options, _home.Path, _addresses, (_applier, _outbox, _sessions, _planes), _time, _loggers);

    private void Tell(StoredState stored)
    {
        if (stored.Damage is { } damage)
        {
            Log.StateDamaged(_log, damage);
        }

        Log.Started(_log, stored.Desired.Revision, stored.Desired.Peers.Count, stored.Desired.Clients.Count);
    }
}
