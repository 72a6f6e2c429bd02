namespace Holdfast.Data.Outboxes;

/// <summary>How far the events of each node's outbox are stored.</summary>
public sealed class OutboxStore
{
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
    /// <param name="first">Number of the first event.</param>
    /// <param name="count">How many follow each other.</param>
    /// <returns>How many of them, from the first, were stored before and are to be left out.</returns>
    public async Task<int> AdvanceAsync(IUnitOfWork unit, string nodeId, Guid outboxId, long first, int count)
    {
        var next = await LockAsync(unit, nodeId, outboxId, first);
        await unit.ExecuteAsync(
            "UPDATE outboxes SET next_event = @end WHERE node_id = @node AND outbox_id = @outbox AND next_event < @end",
            ("end", first + count),
            ("node", nodeId),
            ("outbox", outboxId)
        );
        return (int)Math.Clamp(next - first, 0, count);
    }

    /// <summary>Writing the row, even as it is, makes every other unit of work that wants it wait for the end of this one.</summary>
    private static Task<long> LockAsync(IUnitOfWork unit, string nodeId, Guid outboxId, long first)
    {
        const string Sql = """
            INSERT INTO outboxes (node_id, outbox_id, next_event) VALUES (@node, @outbox, @first)
            ON CONFLICT (node_id, outbox_id) DO UPDATE SET next_event = outboxes.next_event
            RETURNING next_event
            """;
        return unit.FirstAsync(
            Sql,
            row => row.Long("next_event"),
            ("node", nodeId),
            ("outbox", outboxId),
            ("first", first)
        );
    }
}
