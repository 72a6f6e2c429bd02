namespace Holdfast.Data.Notices;

/// <summary>What lasts, and whether it was told. A scope has one who looks at a time, and writes what it saw.</summary>
public sealed class NoticeConditionStore
{
    public Task<IReadOnlyList<KnownCondition>> ListAsync(IUnitOfWork unit, string scope) =>
        unit.QueryAsync(
            """
            SELECT kind, subject, text, since, seen_at, told_at FROM notice_conditions WHERE scope = @scope
            ORDER BY kind, subject
            """,
            row => new KnownCondition(
                row.Text("kind"),
                row.Text("subject"),
                row.Text("text"),
                row.Time("since"),
                row.Time("seen_at"),
                row.TimeOrNull("told_at")
            ),
            ("scope", scope)
        );

    public Task PutAsync(IUnitOfWork unit, string scope, KnownCondition condition) =>
        unit.ExecuteAsync(
            """
            INSERT INTO notice_conditions (scope, kind, subject, text, since, seen_at, told_at)
            VALUES (@scope, @kind, @subject, @text, @since, @seen, @told)
            ON CONFLICT (scope, kind, subject) DO UPDATE SET text = excluded.text, since = excluded.since,
                seen_at = excluded.seen_at, told_at = excluded.told_at
            """,
            ("scope", scope),
            ("kind", condition.Kind),
            ("subject", condition.Subject),
            ("text", condition.Text),
            ("since", condition.Since),
            ("seen", condition.SeenAt),
            ("told", condition.ToldAt)
        );

    public Task RemoveAsync(IUnitOfWork unit, string scope, string kind, string subject) =>
        unit.ExecuteAsync(
            "DELETE FROM notice_conditions WHERE scope = @scope AND kind = @kind AND subject = @subject",
            ("scope", scope),
            ("kind", kind),
            ("subject", subject)
        );
}
