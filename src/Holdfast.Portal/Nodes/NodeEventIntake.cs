using Holdfast.Data;
using Holdfast.Data.Outboxes;
using Holdfast.Data.Sessions;
using Holdfast.Link.Messages;

namespace Holdfast.Portal.Nodes;

/// <summary>Stores what nodes report. Each event counts once, however often and by whichever portal it comes.</summary>
public sealed class NodeEventIntake(IDatabase database, OutboxStore outboxes, SessionStore sessions)
{
    /// <returns>What the node may forget.</returns>
    public Task<EventsStored> StoreAsync(string nodeId, NodeEvents happened, CancellationToken cancel) =>
        database.WriteAsync(
            async unit =>
            {
                var (outbox, first, count) = (happened.OutboxId, happened.First, happened.Events.Count);
                var known = await outboxes.AdvanceAsync(unit, nodeId, outbox, first, count);
                foreach (var happening in happened.Events.Skip(known))
                {
                    await StoreAsync(unit, nodeId, happening);
                }

                return new EventsStored(outbox, await outboxes.NextAsync(unit, nodeId, outbox) ?? first + count);
            },
            cancel
        );

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
                ended.Reason
            ),
            _ => Task.FromResult(false),
        };

    private static SessionStart StartOf(SessionStarted started) =>
        new(
            started.SessionId,
            started.ConfigurationId,
            started.Address4,
            started.Address6,
            started.ClientEndpoint,
            started.At
        );
}
