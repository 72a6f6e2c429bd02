namespace Holdfast.Data.Notices;

/// <summary>What people must know. It waits a moment for more of its kind, and is then told with them in one message.</summary>
public sealed class NoticeStore
{
    /// <summary>Notices of one kind that wait; what comes beyond is not written. Ours: nobody reads more.</summary>
    public const int MostPending = 1000;

    private const string Columns = "id, at, kind, subject, text, recipient";

    /// <returns>False: there are too many of this kind already, or this one.</returns>
    public async Task<bool> AddAsync(IUnitOfWork unit, Notice notice)
    {
        const string Waiting = "SELECT count(*) AS n FROM notices WHERE kind = @kind AND message_id IS NULL";
        const string Sql = """
            INSERT INTO notices (id, at, kind, subject, text, recipient)
            VALUES (@id, @at, @kind, @subject, @text, @recipient) ON CONFLICT (id) DO NOTHING
            """;
        return await unit.FirstAsync(Waiting, row => row.Int("n"), ("kind", notice.Kind)) < MostPending
            && await unit.ExecuteAsync(
                Sql,
                ("id", notice.Id),
                ("at", notice.At),
                ("kind", notice.Kind),
                ("subject", Bounded(notice.Subject)),
                ("text", Bounded(notice.Text)),
                ("recipient", notice.Recipient)
            ) > 0;
    }

    /// <summary>Takes back what no message tells yet.</summary>
    public async Task<bool> WithdrawAsync(IUnitOfWork unit, Guid id) =>
        await unit.ExecuteAsync("DELETE FROM notices WHERE id = @id AND message_id IS NULL", ("id", id)) > 0;

    /// <summary>What waits to be told, the longest first.</summary>
    public Task<IReadOnlyList<PendingNotices>> PendingAsync(IUnitOfWork unit, int limit) =>
        unit.QueryAsync(
            """
            SELECT kind, recipient, count(*) AS n, min(at) AS oldest FROM notices WHERE message_id IS NULL
            GROUP BY kind, recipient ORDER BY min(at) LIMIT @limit
            """,
            row => new PendingNotices(row.Text("kind"), row.Text("recipient"), row.Int("n"), row.Time("oldest")),
            ("limit", limit)
        );

    /// <summary>From now on the message tells them.</summary>
    public Task<int> PutIntoAsync(IUnitOfWork unit, Guid messageId, string kind, string recipient) =>
        unit.ExecuteAsync(
            "UPDATE notices SET message_id = @message WHERE kind = @kind AND recipient = @recipient AND message_id IS NULL",
            ("message", messageId),
            ("kind", kind),
            ("recipient", recipient)
        );

    /// <summary>Nobody is to be told.</summary>
    public Task<int> DropAsync(IUnitOfWork unit, string kind, string recipient) =>
        unit.ExecuteAsync(
            "DELETE FROM notices WHERE kind = @kind AND recipient = @recipient AND message_id IS NULL",
            ("kind", kind),
            ("recipient", recipient)
        );

    /// <summary>What a message tells, the first first.</summary>
    public Task<IReadOnlyList<Notice>> OfMessageAsync(IUnitOfWork unit, Guid messageId, int limit) =>
        unit.QueryAsync(
            $"SELECT {Columns} FROM notices WHERE message_id = @message ORDER BY at, id LIMIT @limit",
            Map,
            ("message", messageId),
            ("limit", limit)
        );

    public async Task<int> CountOfMessageAsync(IUnitOfWork unit, Guid messageId) =>
        await unit.FirstAsync(
            "SELECT count(*) AS n FROM notices WHERE message_id = @message",
            row => row.Int("n"),
            ("message", messageId)
        );

    /// <summary>Forgets what is older and told by no message that still waits.</summary>
    public Task<int> PurgeAsync(IUnitOfWork unit, DateTimeOffset before) =>
        unit.ExecuteAsync(
            """
            DELETE FROM notices WHERE at < @before AND NOT EXISTS (
                SELECT 1 FROM notice_deliveries d WHERE d.message_id = notices.message_id AND d.state = 'waiting'
            )
            """,
            ("before", before)
        );

    private static string Bounded(string text) =>
        text.Length <= Notice.LongestText ? text : text[..(Notice.LongestText - 1)] + "…";

    private static Notice Map(IRow row) =>
        new()
        {
            Id = row.Id("id"),
            At = row.Time("at"),
            Kind = row.Text("kind"),
            Subject = row.Text("subject"),
            Text = row.Text("text"),
            Recipient = row.Text("recipient"),
        };
}
