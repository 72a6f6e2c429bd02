namespace Holdfast.Data.Outboxes;

/// <summary>
/// How far the events of each node's outboxes are stored. A node makes an outbox at each start, and sends what earlier ones held first.
/// </summary>
public sealed class OutboxStore
{
    /// <summary>Outboxes of a node that are remembered, those used last; what comes of a forgotten one has the same effect again.</summary>
    public const int Remembered = 100;

    /// <returns>Number of the next event to store; null: the outbox is not known yet.</returns>
    public Task<long?> NextAsync(IUnitOfWork unit, string nodeId, Guid outboxId) =>
        unit.FirstAsync<long?>(
            "SELECT next_event FROM outboxes WHERE node_id = @node AND outbox_id = @outbox",
            row => row.Long("next_event"),
            ("node", nodeId),
            ("outbox", outboxId)
        );

    /// <summary>
    /// Takes charge of events, before they are stored in the same unit of work; nobody else can store them meanwhile. A gap before
    /// them is passed over: what the node no longer has will not come.
    /// </summary>
    /// <param name="first">Number of the first event, from 1 on.</param>
    /// <param name="count">How many follow each other.</param>
    public async Task<OutboxAdvance> AdvanceAsync(
        IUnitOfWork unit,
        string nodeId,
        Guid outboxId,
        long first,
        int count,
        DateTimeOffset now
    )
    {
        var isNew = await BeginAsync(unit, nodeId, outboxId, first, now);
        var next = await LockAsync(unit, nodeId, outboxId, now);
        await unit.ExecuteAsync(
            "UPDATE outboxes SET next_event = @end WHERE node_id = @node AND outbox_id = @outbox AND next_event < @end",
            ("end", first + count),
            ("node", nodeId),
            ("outbox", outboxId)
        );
        var known = (int)Math.Clamp(next - first, 0, count);
        var missed = isNew ? first - 1 : Math.Max(0, first - next);
        return new(known, isNew, missed, Math.Max(next, first + count));
    }

    /// <summary>Of several portals that want the same, one inserts; the others wait for the end of its unit of work.</summary>
    private static async Task<bool> BeginAsync(
        IUnitOfWork unit,
        string nodeId,
        Guid outboxId,
        long first,
        DateTimeOffset now
    )
    {
        const string Begin = """
            INSERT INTO outboxes (node_id, outbox_id, next_event, used_at) VALUES (@node, @outbox, @first, @now)
            ON CONFLICT (node_id, outbox_id) DO NOTHING
            """;
        const string Forget = """
            DELETE FROM outboxes WHERE node_id = @node AND outbox_id <> @outbox AND outbox_id NOT IN (
                SELECT o.outbox_id FROM outboxes o WHERE o.node_id = @node ORDER BY o.used_at DESC LIMIT @remembered
            )
            """;
        var begun =
            await unit.ExecuteAsync(Begin, ("node", nodeId), ("outbox", outboxId), ("first", first), ("now", now)) > 0;
        if (begun)
        {
            await unit.ExecuteAsync(Forget, ("node", nodeId), ("outbox", outboxId), ("remembered", Remembered));
        }

        return begun;
    }

    /// <summary>Writing the row makes every other unit of work that wants it wait for the end of this one.</summary>
    private static Task<long> LockAsync(IUnitOfWork unit, string nodeId, Guid outboxId, DateTimeOffset now) =>
        unit.FirstAsync(
            "UPDATE outboxes SET used_at = @now WHERE node_id = @node AND outbox_id = @outbox RETURNING next_event",
            row => row.Long("next_event"),
            ("node", nodeId),
            ("outbox", outboxId),
            ("now", now)
        );
}
