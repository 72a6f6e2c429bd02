using Holdfast.Data;
using Holdfast.Data.Outboxes;
using Holdfast.Data.Sessions;
using Holdfast.Link.Messages;
using Holdfast.Model.Problems;

namespace Holdfast.Portal.Nodes;

/// <summary>
/// Stores what nodes report. Each event counts once, however often and by whichever portal it comes; what cannot be is left out.
/// </summary>
public sealed class NodeEventIntake(IDatabase database, OutboxStore outboxes, SessionStore sessions, TimeProvider clock)
{
    /// <summary>A node whose clock is ahead by less is believed.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>Nodes keep no events for longer; what is older comes from a clock that is wrong.</summary>
    private static readonly TimeSpan Behind = TimeSpan.FromDays(366);

    private const int LongestText = 100;

    /// <returns>What the node may forget; a problem when the message is refused as a whole.</returns>
    public async Task<Outcome<IntakeResult>> StoreAsync(string nodeId, NodeEvents happened, CancellationToken cancel) =>
        NodeClaims.Doubt(happened) is { } problem
            ? problem
            : await database.WriteAsync(unit => StoreAsync(unit, nodeId, happened), cancel);

    private async Task<IntakeResult> StoreAsync(IUnitOfWork unit, string nodeId, NodeEvents happened)
    {
        var (outbox, first, count) = (happened.OutboxId, happened.First, happened.Events.Count);
        var now = clock.GetUtcNow();
        var advance = await outboxes.AdvanceAsync(unit, nodeId, outbox, first, count, now);
        if (advance.IsNew && happened.Open is { } open)
        {
            await sessions.SettleAsync(unit, nodeId, open.ToHashSet());
        }

        var fresh = happened.Events.Skip(advance.Known).ToList();
        await StoreAsync(unit, nodeId, fresh.Where(e => NodeClaims.Doubt(e) is null), now);
        return new(
            new EventsStored(outbox, advance.Next),
            fresh.Count,
            advance.Missed,
            fresh.Select(NodeClaims.Doubt).FirstOrDefault(doubt => doubt is not null)
        );
    }

    /// <summary>In their order; of one kind those that follow each other together: a node tells of many at once when many come at once.</summary>
    private async Task StoreAsync(IUnitOfWork unit, string nodeId, IEnumerable<NodeEvent> events, DateTimeOffset now)
    {
        List<SessionStart> starts = [];
        List<SessionCount> totals = [];
        async Task FlushAsync()
        {
            await sessions.StartAllAsync(unit, nodeId, starts);
            await sessions.CountAllAsync(unit, nodeId, totals);
            starts.Clear();
            totals.Clear();
        }

        foreach (var happening in events.Select(e => e with { At = Believed(e.At, now) }))
        {
            switch (happening)
            {
                case SessionStarted started:
                    // A start ends the session before it, whose last total may be among those that wait.
                    await (totals.Count > 0 ? FlushAsync() : Task.CompletedTask);
                    starts.Add(StartOf(started));
                    break;
                case SessionCounted counted:
                    totals.Add(new(counted.SessionId, counted.Received, counted.Sent, counted.At));
                    break;
                case SessionEnded ended:
                    await FlushAsync();
                    await EndAsync(unit, nodeId, ended);
                    break;
            }
        }

        await FlushAsync();
    }

    /// <summary>A wrong clock makes times wrong, not the order in the books.</summary>
    private static DateTimeOffset Believed(DateTimeOffset at, DateTimeOffset now) =>
        at > now + Ahead ? now
        : at < now - Behind ? now - Behind
        : at;

    private Task<bool> EndAsync(IUnitOfWork unit, string nodeId, SessionEnded ended) =>
        sessions.EndAsync(
            unit,
            nodeId,
            new SessionCount(ended.SessionId, ended.Received, ended.Sent, ended.At),
            OneLine(ended.Reason)
        );

    private static SessionStart StartOf(SessionStarted started) =>
        new(
            started.SessionId,
            started.ConfigurationId,
            started.Address4,
            started.Address6,
            started.ClientEndpoint is { } endpoint ? OneLine(endpoint) : null,
            started.At
        );

    /// <summary>No database takes every character, and a page has room for a line.</summary>
    private static string OneLine(string text) =>
        string.Concat(text.Take(LongestText).Where(c => !char.IsControl(c) && !char.IsSurrogate(c)));
}

/// <param name="Stored">What the node may forget.</param>
/// <param name="New">How many of the events were not known before.</param>
/// <param name="Missed">How many the node no longer has, for lack of room.</param>
/// <param name="Doubt">Why some were left out; null: none were.</param>
public sealed record IntakeResult(EventsStored Stored, int New, long Missed, Problem? Doubt);
