using Holdfast.Data;
using Holdfast.Data.Nodes;
using Holdfast.Data.Problems;
using Holdfast.Link.Addresses;
using Holdfast.Link.Channels;
using Holdfast.Link.Dialing;
using Holdfast.Link.Messages;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Problems;
using Holdfast.Portal.Failover;
using Holdfast.Portal.Hosting;
using Microsoft.Extensions.Logging;

namespace Holdfast.Portal.Nodes;

/// <summary>
/// This portal's link to one node: dials until it stands, tells the node what it should be whenever that changes, and takes what the
/// node has to say. A node that is told the same by several portals takes the newest.
/// </summary>
public sealed partial class NodeLink(
    string nodeId,
    IDatabase database,
    NodeStore nodes,
    NodeRegistry registry,
    DesiredStates desired,
    NodeEventIntake events,
    NodeCertificates certificates,
    FailoverPlans failover,
    MachineQuestions questions,
    LinkDialer dialer,
    PortalMetrics metrics,
    TimeProvider clock,
    ILogger<NodeLink> logger
)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>When the database was away, or a standby that may not have everything was asked.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    /// <summary>Every commit rings, ours at once and those of other portals by <see cref="Portals.ForeignChanges"/>: only for what nobody foresaw.</summary>
    private static readonly TimeSpan LookAnyway = TimeSpan.FromMinutes(1);

    /// <summary>Failures of one message that are logged; the page has more.</summary>
    private const int MostLogged = 20;

    private static readonly TimeSpan SilenceCheck = TimeSpan.FromMilliseconds(200);

    private readonly NodeLinkState _state = registry[nodeId];
    private readonly Bell _bell = registry.BellOf(nodeId);
    private readonly Quiet _quiet = new(clock);
    private readonly Quiet _doubts = new(clock);
    private readonly NodePaces _paces = new(clock);
    private Revision _told;
    private readonly Lock _telling = new();
    private Revision _mayApply;
    private bool _reachKept;
    private long? _linkedAt;

    /// <summary>Runs until cancelled; never throws.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var pause = FirstPause;
        while (!cancel.IsCancellationRequested)
        {
            _linkedAt = null;
            var reason = await TryAsync(cancel);
            // One that is linked and spoils it at once is not dialled in a circle.
            pause = _linkedAt is { } at && clock.GetElapsedTime(at) > LongestPause ? FirstPause : pause;
            if (_state.Condition.Reason != reason && !cancel.IsCancellationRequested)
            {
                Log.Down(logger, nodeId, reason);
            }

            _state.Unlinked(reason, clock.GetUtcNow());
            await Task.Delay(pause, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <returns>Why the link is over, or did not come to be.</returns>
    private async Task<string> TryAsync(CancellationToken cancel)
    {
        try
        {
            var node = await database.ReadAsync(unit => nodes.FindAsync(unit, nodeId), cancel);
            var address = LinkAddress.Parse(node?.Address ?? "");
            if (!address.Succeeded)
            {
                return address.Problems[0].ToString();
            }

            var dialled = await dialer.DialAsync(address.Value, nodeId, cancel);
            if (!dialled.Succeeded)
            {
                return dialled.Problems[0].ToString();
            }

            await using var link = dialled.Value;
            _linkedAt = clock.GetTimestamp();
            return await ConverseAsync(link, cancel);
        }
        catch (Exception broken) when (broken is LinkException or DatabaseException or OperationCanceledException)
        {
            return broken.Message;
        }
        catch (Exception failure)
        {
            // A defect of ours that one node finds must not be the end of its link, nor of anybody else's.
            Log.Failed(logger, nodeId, failure);
            return NodeProblems.LinkFailed.At(nodeId, failure.GetType().Name).ToString();
        }
    }

    private async Task<string> ConverseAsync(DialledLink link, CancellationToken cancel)
    {
        Log.Up(logger, nodeId, link.Node.Software, link.Node.Applied.ToString());
        (_told, _mayApply, _toldFailover) = (link.Node.Applied, Revision.None, null);
        _state.Linked(link.Node, clock.GetUtcNow());
        using var asked = questions.Linked(nodeId, link.Channel.SendAsync);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel, link.Channel.Ended);
        var telling = TellAsync(link.Channel, over.Token);
        var listening = ListenAsync(link.Channel, over.Token);
        var watching = WatchAsync(link.Channel, over.Token);
        var first = await Task.WhenAny(telling, listening);
        await over.CancelAsync();
        await Task.WhenAll(telling, listening, watching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (cancel.IsCancellationRequested)
        {
            await link.Channel.CloseAsync("the portal stops", CancellationToken.None);
        }

        await first;
        return "The node closed the link.";
    }

    private async Task WatchAsync(LinkChannel channel, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(SilenceCheck, clock);
        while (await timer.WaitForNextTickAsync(cancel))
        {
            _state.Heard(channel.Silence, clock.GetUtcNow());
        }
    }

    private async Task TellAsync(LinkChannel channel, CancellationToken cancel)
    {
        // The first message is sent even when nothing is new: its acknowledgement tells what does not work on the node.
        var next = await desired.NextAsync(nodeId, _told, cancel);
        await channel.SendAsync(Told(next.Message ?? new Delta(new NodeDelta { From = _told, To = _told })), cancel);
        while (true)
        {
            await _bell.WaitAsync(next is { MayBeBehind: false } ? LookAnyway : LookAgain, clock, cancel);
            next = await UnlessAwayAsync<NextMessage>(async () => await desired.NextAsync(nodeId, _told, cancel));
            if (next?.Message is { } message)
            {
                await channel.SendAsync(Told(message), cancel);
            }

            await TellFailoverAsync(channel, cancel);
        }
    }

    private LinkMessage Told(LinkMessage message)
    {
        _told = message switch
        {
            Snapshot snapshot => snapshot.Revision,
            Delta delta => delta.Changes.To,
            _ => _told,
        };
        lock (_telling)
        {
            _mayApply = _told;
        }

        return message;
    }

    private async Task ListenAsync(LinkChannel channel, CancellationToken cancel)
    {
        await foreach (var message in channel.ReceiveAsync(cancel))
        {
            await _paces.WaitAsync(message, cancel);
            if (await AnswerAsync(message, cancel) is { } answer)
            {
                await channel.SendAsync(answer, cancel);
            }
        }
    }

    private async Task<LinkMessage?> AnswerAsync(LinkMessage message, CancellationToken cancel)
    {
        switch (message)
        {
            case Applied applied:
                Acknowledge(applied);
                return null;
            case ResyncRequest resync:
                Log.Resync(logger, nodeId, resync.Applied.ToString());
                _told = Revision.None;
                _bell.Ring();
                return null;
            case NodeEvents happened:
                return await UnlessAwayAsync<EventsStored>(() => StoreAsync(happened, cancel));
            case NodeStatus status:
                await TakeAsync(status, cancel);
                return null;
            case FailoverAnswer answer:
                Take(answer);
                return null;
            case CertificateRequest request:
                return await UnlessAwayAsync(() => certificates.IssueAsync(nodeId, request, cancel));
            default:
                return null;
        }
    }

    private async Task<EventsStored?> StoreAsync(NodeEvents happened, CancellationToken cancel)
    {
        var intake = await events.StoreAsync(nodeId, happened, cancel);
        if (!intake.Succeeded)
        {
            Distrust(intake.Problems[0], ofItself: false);
            return null;
        }

        var (stored, added, missed, doubt) = intake.Value;
        metrics.Stored(nodeId, added, missed);
        if (missed > 0)
        {
            Log.Missed(logger, nodeId, missed);
        }

        if (doubt is not null)
        {
            Distrust(doubt, ofItself: false);
        }

        return stored;
    }

    private async Task TakeAsync(NodeStatus status, CancellationToken cancel)
    {
        if (NodeClaims.Doubt(status) is { } doubt)
        {
            Distrust(doubt, ofItself: true);
        }
        else
        {
            await ReachAsync(status, cancel);
            _state.Report(status);
            if (_toldFailover is null && status.Networks is not null)
            {
                _bell.Ring();
            }
        }
    }

    private void Distrust(Problem doubt, bool ofItself)
    {
        if (_doubts.MayTell(doubt.Id))
        {
            Log.Doubted(logger, nodeId, doubt.ToString());
        }

        _state.Distrust(doubt, ofItself);
    }

    /// <summary>Where clients reach the node is the node's to say, and every portal's to know.</summary>
    private async Task ReachAsync(NodeStatus status, CancellationToken cancel)
    {
        var tcp = status.WireGuardTcpUrl?.ToString();
        if (
            !_reachKept
            || _state.Status is not { } before
            || before.HostName != status.HostName
            || before.WireGuardTcpUrl?.ToString() != tcp
        )
        {
            _reachKept = await UnlessAwayAsync(() => KeepReachAsync(status.HostName, tcp, cancel)) is not null;
        }
    }

    private async Task<object?> KeepReachAsync(string hostName, string? tcp, CancellationToken cancel)
    {
        await database.WriteAsync(unit => nodes.SetReachAsync(unit, nodeId, hostName, tcp), cancel);
        return this;
    }

    /// <summary>A database that is away does not end the link: the node sends again what got no answer.</summary>
    /// <returns>Null also when it is away.</returns>
    private async Task<T?> UnlessAwayAsync<T>(Func<Task<T?>> work)
        where T : class
    {
        try
        {
            return await work();
        }
        catch (DatabaseException away)
        {
            if (_quiet.MayTell(away.Problem.Id))
            {
                Log.DatabaseAway(logger, nodeId, away.Message);
            }

            return null;
        }
    }

    private void Acknowledge(Applied applied)
    {
        foreach (var failure in applied.Failures.Except(_state.Acknowledgements.Failures).Take(MostLogged))
        {
            Log.ApplyFailed(logger, nodeId, failure.ProblemId, failure.ProfileId, failure.Detail);
        }

        // What another portal told it we shall tell it too. What nobody has told it, it cannot have made real.
        Revision told;
        lock (_telling)
        {
            told = _mayApply;
        }

        _state.Acknowledgements.Advance(applied.Revision < told ? applied.Revision : told, applied.Failures);
    }
}
