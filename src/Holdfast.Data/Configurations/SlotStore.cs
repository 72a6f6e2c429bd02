namespace Holdfast.Data.Configurations;

/// <summary>
/// Gives slots to configurations, each to one at a time, without ever looking through those that are taken.
/// </summary>
/// <remarks>
/// A cursor goes through the range once, so that addresses come back as late as possible; when it is at the end, the slot that has
/// been free for the longest time is next. When the range of a node has changed, the cursor goes through the new one, and passes
/// over slots that are still taken. The unique index on living configurations is what guarantees, whatever happens here.
/// </remarks>
public sealed class SlotStore
{
    private const string Key = "profile_id = @profile AND protocol = @protocol AND node_id = @node";

    private const string PopSqlite = $"""
        DELETE FROM free_slots WHERE {Key} AND slot =
            (SELECT slot FROM free_slots WHERE {Key} ORDER BY freed_at, slot LIMIT 1)
        RETURNING slot
        """;

    /// <summary>Several transactions at once take different rows, without waiting for each other.</summary>
    private const string PopPostgres = $"""
        DELETE FROM free_slots WHERE {Key} AND slot =
            (SELECT slot FROM free_slots WHERE {Key} ORDER BY freed_at, slot LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING slot
        """;

    private static readonly DialectSql Pop = new(PopSqlite, PopPostgres);

    /// <summary>A slot of the range that no living configuration has. It is the caller's when the unit of work ends well.</summary>
    /// <returns>Null: all are taken.</returns>
    public async Task<int?> AllocateAsync(IUnitOfWork unit, SlotRange range) =>
        await NextFreshAsync(unit, range)
        ?? await CursorAsync(unit, range) switch
        {
            Cursor.AtEnd => await NextFreedAsync(unit, range),
            Cursor.HasFresh => await AllocateAsync(unit, range),
            _ => await FitAndAllocateAsync(unit, range),
        };

    /// <summary>Lets everybody have the slot again whose cursor has passed it; the others come to it by themselves.</summary>
    internal Task FreeAsync(IUnitOfWork unit, Slot slot, DateTimeOffset now)
    {
        const string Sql = """
            INSERT INTO free_slots (profile_id, protocol, node_id, freed_at, slot)
            SELECT profile_id, protocol, node_id, @now, @slot FROM slot_cursors
            WHERE profile_id = @profile AND protocol = @protocol AND first_slot <= @slot AND @slot < next_slot
            ON CONFLICT DO NOTHING
            """;
        return unit.ExecuteAsync(
            Sql,
            ("now", now),
            ("slot", slot.Number),
            ("profile", slot.ProfileId),
            ("protocol", slot.Protocol)
        );
    }

    private static async Task<int?> NextFreshAsync(IUnitOfWork unit, SlotRange range)
    {
        const string Sql = $"""
            UPDATE slot_cursors SET next_slot = next_slot + 1
            WHERE {Key} AND first_slot = @first AND end_slot = @end AND next_slot < end_slot
            RETURNING next_slot - 1 AS slot
            """;
        while (true)
        {
            var slot = await unit.FirstAsync<int?>(
                Sql,
                row => row.Int("slot"),
                ("profile", range.ProfileId),
                ("protocol", range.Protocol),
                ("node", range.NodeId),
                ("first", range.First),
                ("end", range.End)
            );
            if (slot is null || !await IsTakenAsync(unit, range, slot.Value))
            {
                return slot;
            }
        }
    }

    private static async Task<int?> NextFreedAsync(IUnitOfWork unit, SlotRange range)
    {
        while (true)
        {
            var slot = await unit.FirstAsync<int?>(
                Pop.For(unit),
                row => row.Int("slot"),
                ("profile", range.ProfileId),
                ("protocol", range.Protocol),
                ("node", range.NodeId)
            );
            // One outside the range is dropped: the cursor was drawn back with the end, and comes to it when the range grows again.
            if (slot is null || (range.Contains(slot.Value) && !await IsTakenAsync(unit, range, slot.Value)))
            {
                return slot;
            }
        }
    }

    private static async Task<bool> IsTakenAsync(IUnitOfWork unit, SlotRange range, int slot)
    {
        const string Sql = """
            SELECT 1 AS taken FROM configurations
            WHERE profile_id = @profile AND protocol = @protocol AND slot = @slot AND removed_at IS NULL
            """;
        return await unit.FirstAsync(
            Sql,
            row => row.Bool("taken"),
            ("profile", range.ProfileId),
            ("protocol", range.Protocol),
            ("slot", slot)
        );
    }

    private static async Task<Cursor> CursorAsync(IUnitOfWork unit, SlotRange range) =>
        await unit.FirstAsync(
            $"""
            SELECT CASE WHEN next_slot < end_slot THEN 2 ELSE 1 END AS state FROM slot_cursors
            WHERE {Key} AND first_slot = @first AND end_slot = @end
            """,
            row => (Cursor)row.Int("state"),
            ("profile", range.ProfileId),
            ("protocol", range.Protocol),
            ("node", range.NodeId),
            ("first", range.First),
            ("end", range.End)
        );

    /// <summary>Makes the cursor that of the range: a new one, one that begins elsewhere, or one whose end has moved.</summary>
    private async Task<int?> FitAndAllocateAsync(IUnitOfWork unit, SlotRange range)
    {
        const string Sql = """
            INSERT INTO slot_cursors (profile_id, protocol, node_id, first_slot, end_slot, next_slot)
            VALUES (@profile, @protocol, @node, @first, @end, @first)
            ON CONFLICT (profile_id, protocol, node_id) DO UPDATE SET
                next_slot = CASE
                    WHEN slot_cursors.first_slot <> excluded.first_slot THEN excluded.first_slot
                    WHEN slot_cursors.next_slot > excluded.end_slot THEN excluded.end_slot
                    ELSE slot_cursors.next_slot END,
                first_slot = excluded.first_slot,
                end_slot = excluded.end_slot
            """;
        await unit.ExecuteAsync(
            Sql,
            ("profile", range.ProfileId),
            ("protocol", range.Protocol),
            ("node", range.NodeId),
            ("first", range.First),
            ("end", range.End)
        );
        return await AllocateAsync(unit, range);
    }

    private enum Cursor
    {
        /// <summary>There is none, or it is that of another range.</summary>
        OfOtherRange = 0,

        AtEnd = 1,

        /// <summary>Somebody else has made it meanwhile.</summary>
        HasFresh = 2,
    }
}
