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

        Problem? doubt = null;
        foreach (var happening in happened.Events.Skip(advance.Known))
        {
            if (NodeClaims.Doubt(happening) is { } problem)
            {
                doubt = problem;
            }
            else
            {
                await StoreAsync(unit, nodeId, happening with { At = Believed(happening.At, now) });
            }
        }

        return new(new EventsStored(outbox, advance.Next), count - advance.Known, advance.Missed, doubt);
    }

    /// <summary>A wrong clock makes times wrong, not the order in the books.</summary>
    private static DateTimeOffset Believed(DateTimeOffset at, DateTimeOffset now) =>
        at > now + Ahead ? now
        : at < now - Behind ? now - Behind
        : at;

    private Task<bool> StoreAsync(IUnitOfWork unit, string nodeId, NodeEvent happening) =>
        happening switch
        {
            SessionStarted started => sessions.StartAsync(unit, nodeId, StartOf(started)),
            SessionCounted counted => sessions.CountAsync(
                unit,
                nodeId,
                new SessionCount(counted.SessionId, counted.Received, counted.Sent, counted.At)
            ),
            SessionEnded ended => sessions.EndAsync(
                unit,
                nodeId,
                new SessionCount(ended.SessionId, ended.Received, ended.Sent, ended.At),
                OneLine(ended.Reason)
            ),
            _ => Task.FromResult(false),
        };

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
