using System.Text.Json;

namespace Holdfast.Data.Users;

/// <summary>How users are read, also by stores that find something together with its user.</summary>
internal static class UserColumns
{
    /// <summary>The columns of a user that stands in the query as <c>u</c>, all beginning with <c>user_</c>.</summary>
    public static string Of(DatabaseKind kind) =>
        $"""
            u.id AS user_id, u.name AS user_name, u.name_key AS user_name_key, u.password_hash AS user_password_hash,
            u.must_change_password AS user_must_change_password, u.role AS user_role, u.duty AS user_duty, u.disabled_at AS user_disabled_at,
            u.created_at AS user_created_at, u.password_changed_at AS user_password_changed_at,
            u.mail_address AS user_mail_address, {Groups(kind)} AS user_groups,
            (SELECT f.source_id FROM source_people f WHERE f.user_id = u.id) AS user_source_id,
            (SELECT count(*) FROM authenticators f WHERE f.user_id = u.id) AS user_apps,
            (SELECT count(*) FROM passkeys f WHERE f.user_id = u.id) AS user_passkeys,
            (SELECT count(*) FROM recovery_codes f WHERE f.user_id = u.id) AS user_recovery_codes
            """;

    public static User Map(IRow row) =>
        new()
        {
            Id = row.Id("user_id"),
            Name = row.Text("user_name"),
            NameKey = row.Text("user_name_key"),
            PasswordHash = row.TextOrNull("user_password_hash"),
            MustChangePassword = row.Bool("user_must_change_password"),
            Role = RoleOf(row.Text("user_role"), row.TextOrNull("user_duty")),
            DisabledAt = row.TimeOrNull("user_disabled_at"),
            CreatedAt = row.Time("user_created_at"),
            PasswordChangedAt = row.TimeOrNull("user_password_changed_at"),
            MailAddress = row.TextOrNull("user_mail_address"),
            SourceId = row.IdOrNull("user_source_id"),
            Groups = GroupsOf(row.TextOrNull("user_groups")),
            Factors = new(row.Long("user_apps") > 0, row.Int("user_passkeys"), row.Int("user_recovery_codes")),
        };

    /// <summary>What the release before knows.</summary>
    public static string Text(Role role) => role == Role.Administrator ? "administrator" : "user";

    /// <summary>What somebody may do beyond a user; null: nothing.</summary>
    public static string? Duty(Role role) =>
        role switch
        {
            Role.Auditor => "auditor",
            Role.HelpDesk => "help-desk",
            _ => null,
        };

    /// <summary>What is not known, of a newer portal, gives nothing.</summary>
    private static Role RoleOf(string role, string? duty) =>
        (role, duty) switch
        {
            ("administrator", _) => Role.Administrator,
            (_, "auditor") => Role.Auditor,
            (_, "help-desk") => Role.HelpDesk,
            _ => Role.User,
        };

    /// <summary>One text instead of one row for each group; PostgreSQL gives null where SQLite gives an empty array.</summary>
    private static string Groups(DatabaseKind kind) =>
        kind == DatabaseKind.Sqlite
            ? "(SELECT json_group_array(m.group_name) FROM memberships m WHERE m.user_id = u.id)"
            : "(SELECT json_agg(m.group_name)::text FROM memberships m WHERE m.user_id = u.id)";

    private static string[] GroupsOf(string? json)
    {
        if (json is null or "[]")
        {
            return [];
        }

        var groups = JsonSerializer.Deserialize<string[]>(json) ?? [];
        Array.Sort(groups, StringComparer.Ordinal);
        return groups;
    }
}
