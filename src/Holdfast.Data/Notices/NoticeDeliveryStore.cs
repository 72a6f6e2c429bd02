namespace Holdfast.Data.Notices;

/// <summary>Messages on their way. Who claims one tries it; who dies meanwhile has it tried again by the next.</summary>
public sealed class NoticeDeliveryStore
{
    /// <summary>Of <see cref="NoticeDelivery.Answer"/>, in characters. Ours.</summary>
    public const int LongestAnswer = 500;

    private const string Columns =
        "id, message_id, at, kind, channel, target, state, attempts, due_since, next_try_at, ended_at, answer";

    public Task AddAsync(IUnitOfWork unit, NoticeDelivery delivery) =>
        unit.ExecuteAsync(
            """
            INSERT INTO notice_deliveries (id, message_id, at, kind, channel, target, state, attempts, due_since, next_try_at,
                ended_at, answer)
            VALUES (@id, @message, @at, @kind, @channel, @target, @state, @attempts, @since, @next, @ended, @answer)
            """,
            ("id", delivery.Id),
            ("message", delivery.MessageId),
            ("at", delivery.At),
            ("kind", delivery.Kind),
            ("channel", delivery.Channel == DeliveryChannel.Mail ? "mail" : "webhook"),
            ("target", delivery.Target),
            ("state", Word(delivery.State)),
            ("attempts", delivery.Attempts),
            ("since", delivery.DueSince),
            ("next", delivery.NextTryAt),
            ("ended", delivery.EndedAt),
            ("answer", Bounded(delivery.Answer))
        );

    /// <summary>Those whose turn it is, the longest first; nobody else gets them before <paramref name="until"/>.</summary>
    /// <remarks>What counts is said twice: PostgreSQL asks one that waited for another again only what stands outside.</remarks>
    public Task<IReadOnlyList<NoticeDelivery>> ClaimAsync(
        IUnitOfWork unit,
        DateTimeOffset now,
        DateTimeOffset until,
        int limit
    ) =>
        unit.QueryAsync(
            $"""
            UPDATE notice_deliveries SET next_try_at = @until, attempts = attempts + 1 WHERE id IN (
                SELECT id FROM notice_deliveries WHERE state = 'waiting' AND next_try_at <= @now
                ORDER BY next_try_at LIMIT @limit
            )
            AND state = 'waiting' AND next_try_at <= @now
            RETURNING {Columns}
            """,
            Map,
            ("until", until),
            ("now", now),
            ("limit", limit)
        );

    /// <returns>False: it has ended already.</returns>
    public async Task<bool> EndAsync(
        IUnitOfWork unit,
        Guid id,
        DeliveryState state,
        string answer,
        DateTimeOffset now
    ) =>
        await unit.ExecuteAsync(
            """
            UPDATE notice_deliveries SET state = @state, ended_at = @now, answer = @answer
            WHERE id = @id AND state = 'waiting'
            """,
            ("state", Word(state)),
            ("now", now),
            ("answer", Bounded(answer)),
            ("id", id)
        ) > 0;

    public Task PostponeAsync(IUnitOfWork unit, Guid id, string answer, DateTimeOffset next) =>
        unit.ExecuteAsync(
            "UPDATE notice_deliveries SET next_try_at = @next, answer = @answer WHERE id = @id AND state = 'waiting'",
            ("next", next),
            ("answer", Bounded(answer)),
            ("id", id)
        );

    /// <summary>Has one that was given up, or that waits, tried now; the time until it is given up counts anew.</summary>
    /// <returns>False: there is none of this id that is not delivered.</returns>
    public async Task<bool> RetryAsync(IUnitOfWork unit, Guid id, DateTimeOffset now) =>
        await unit.ExecuteAsync(
            """
            UPDATE notice_deliveries SET state = 'waiting', ended_at = NULL, due_since = @now, next_try_at = @now, attempts = 0
            WHERE id = @id AND state <> 'delivered'
            """,
            ("now", now),
            ("id", id)
        ) > 0;

    public Task<NoticeDelivery?> FindAsync(IUnitOfWork unit, Guid id) =>
        unit.FirstAsync($"SELECT {Columns} FROM notice_deliveries WHERE id = @id", Map, ("id", id));

    /// <summary>Newest first.</summary>
    /// <param name="onlyFailed">Those given up, and those that wait after a try that failed.</param>
    /// <param name="before">The last one of the page before; null: from the newest.</param>
    public Task<IReadOnlyList<NoticeDelivery>> ListAsync(
        IUnitOfWork unit,
        bool onlyFailed,
        DeliveryMark? before,
        int limit
    ) =>
        unit.QueryAsync(
            $"""
            SELECT {Columns} FROM notice_deliveries WHERE (at, id) < (@at, @id)
                {(onlyFailed ? "AND (state = 'given-up' OR (state = 'waiting' AND answer <> ''))" : "")}
            ORDER BY at DESC, id DESC LIMIT @limit
            """,
            Map,
            ("at", before?.At ?? DateTimeOffset.MaxValue),
            ("id", before?.Id ?? Guid.AllBitsSet),
            ("limit", limit)
        );

    /// <summary>When something of a kind was last put on its way; null: it never was, or that is forgotten.</summary>
    /// <param name="target">Of one recipient; empty: whoever it was.</param>
    public Task<DateTimeOffset?> LastAsync(IUnitOfWork unit, string kind, string target) =>
        unit.FirstAsync(
            "SELECT max(at) AS last FROM notice_deliveries WHERE kind = @kind AND (@target = '' OR target = @target)",
            row => row.TimeOrNull("last"),
            ("kind", kind),
            ("target", target)
        );

    /// <summary>Whether some notice waits to be told, or some try is due.</summary>
    public async Task<bool> HasWorkAsync(IUnitOfWork unit, DateTimeOffset now) =>
        await unit.FirstAsync(
            """
            SELECT CASE WHEN EXISTS (SELECT 1 FROM notices WHERE message_id IS NULL)
                OR EXISTS (SELECT 1 FROM notice_deliveries WHERE state = 'waiting' AND next_try_at <= @now)
                THEN CAST(1 AS bigint) ELSE CAST(0 AS bigint) END AS work
            """,
            row => row.Bool("work"),
            ("now", now)
        );

    /// <returns>Null: none waits.</returns>
    public async Task<DateTimeOffset?> NextTryAtAsync(IUnitOfWork unit) =>
        await unit.FirstAsync(
            "SELECT min(next_try_at) AS next FROM notice_deliveries WHERE state = 'waiting'",
            row => row.TimeOrNull("next")
        );

    public async Task<long> CountWaitingAsync(IUnitOfWork unit) =>
        await unit.FirstAsync(
            "SELECT count(*) AS n FROM notice_deliveries WHERE state = 'waiting'",
            row => row.Long("n")
        );

    /// <summary>Forgets what ended before a moment, and the oldest of more than so many that ended.</summary>
    public async Task<int> PurgeAsync(IUnitOfWork unit, DateTimeOffset before, int most) =>
        await unit.ExecuteAsync("DELETE FROM notice_deliveries WHERE ended_at < @before", ("before", before))
        + await unit.ExecuteAsync(
            """
            DELETE FROM notice_deliveries WHERE ended_at < (
                SELECT d.ended_at FROM notice_deliveries d WHERE d.ended_at IS NOT NULL
                ORDER BY d.ended_at DESC LIMIT 1 OFFSET @most
            )
            """,
            ("most", most - 1)
        );

    private static string Word(DeliveryState state) =>
        state switch
        {
            DeliveryState.Delivered => "delivered",
            DeliveryState.GivenUp => "given-up",
            _ => "waiting",
        };

    private static DeliveryState StateOf(string word) =>
        word switch
        {
            "delivered" => DeliveryState.Delivered,
            "given-up" => DeliveryState.GivenUp,
            _ => DeliveryState.Waiting,
        };

    private static string Bounded(string text) => text.Length <= LongestAnswer ? text : text[..LongestAnswer];

    private static NoticeDelivery Map(IRow row) =>
        new()
        {
            Id = row.Id("id"),
            MessageId = row.Id("message_id"),
            At = row.Time("at"),
            Kind = row.Text("kind"),
            Channel = row.Text("channel") == "mail" ? DeliveryChannel.Mail : DeliveryChannel.Webhook,
            Target = row.Text("target"),
            State = StateOf(row.Text("state")),
            Attempts = row.Int("attempts"),
            DueSince = row.Time("due_since"),
            NextTryAt = row.Time("next_try_at"),
            EndedAt = row.TimeOrNull("ended_at"),
            Answer = row.Text("answer"),
        };
}
