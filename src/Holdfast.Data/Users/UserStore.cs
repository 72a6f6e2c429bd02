using Holdfast.Data.Values;

namespace Holdfast.Data.Users;

public sealed class UserStore
{
    /// <summary>In one order, so that two who lock them do not wait for each other.</summary>
    private const string AdministratorRows = "SELECT 1 AS held FROM users WHERE role = @role ORDER BY id";

    private const string RowOfUser = "SELECT 1 AS held FROM users WHERE id = @id";

    /// <summary>SQLite takes no more than 32 766 parameters, and a long statement is no faster. Arbitrary.</summary>
    private const int KeysAtOnce = 500;

    private static readonly DialectSql FindById = new(kind =>
        $"SELECT {UserColumns.Of(kind)} FROM users u WHERE u.id = @id"
    );

    private static readonly DialectSql FindByKey = new(kind =>
        $"SELECT {UserColumns.Of(kind)} FROM users u WHERE u.name_key = @key"
    );

    private static readonly DialectSql ListPage = new(kind =>
        $$"""
            SELECT {{UserColumns.Of(kind)}} FROM users u
            WHERE u.name_key > @after AND u.name_key >= @prefix AND u.name_key LIKE @pattern ESCAPE '\'
                AND (@without = 0 OR NOT EXISTS (SELECT 1 FROM authenticators f WHERE f.user_id = u.id)
                    AND NOT EXISTS (SELECT 1 FROM passkeys f WHERE f.user_id = u.id))
            ORDER BY u.name_key LIMIT @limit
            """
    );

    /// <returns>False: somebody else has the name key already.</returns>
    public async Task<bool> AddAsync(IUnitOfWork unit, User user)
    {
        const string Sql = """
            INSERT INTO users (id, name, name_key, password_hash, must_change_password, role, duty, disabled_at, created_at,
                password_changed_at, mail_address)
            VALUES (@id, @name, @key, @hash, @must, @role, @duty, @disabled, @created, @changed, @mail)
            ON CONFLICT (name_key) DO NOTHING
            """;
        var added = await unit.ExecuteAsync(
            Sql,
            ("id", user.Id),
            ("name", user.Name),
            ("key", user.NameKey),
            ("hash", user.PasswordHash),
            ("must", user.MustChangePassword),
            ("role", UserColumns.Text(user.Role)),
            ("duty", UserColumns.Duty(user.Role)),
            ("disabled", user.DisabledAt),
            ("created", user.CreatedAt),
            ("changed", user.PasswordChangedAt),
            ("mail", user.MailAddress)
        );
        if (added > 0)
        {
            await AddGroupsAsync(unit, user.Id, user.Groups);
        }

        return added > 0;
    }

    public Task<User?> FindAsync(IUnitOfWork unit, Guid id) =>
        unit.FirstAsync(FindById.For(unit), UserColumns.Map, ("id", id));

    public Task<User?> FindByKeyAsync(IUnitOfWork unit, string nameKey) =>
        unit.FirstAsync(FindByKey.For(unit), UserColumns.Map, ("key", nameKey));

    /// <returns>Those of the keys that somebody has.</returns>
    public async Task<IReadOnlySet<string>> TakenKeysAsync(IUnitOfWork unit, IReadOnlyCollection<string> keys)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in keys.Chunk(KeysAtOnce))
        {
            taken.UnionWith(
                await unit.QueryAsync(
                    $"SELECT name_key FROM users WHERE name_key IN ({string.Join(", ", some.Select((_, i) => $"@key{i}"))})",
                    row => row.Text("name_key"),
                    [.. some.Select((key, i) => ($"key{i}", (object?)key))]
                )
            );
        }

        return taken;
    }

    /// <summary>Nobody changes the user or the user's groups until the unit's end; others may hold them too.</summary>
    public Task HoldAsync(IUnitOfWork unit, Guid id) => RowLocks.HoldAsync(unit, RowOfUser, ("id", id));

    /// <summary>To be called before a change of the user's groups or configurations: waits for all who hold the user.</summary>
    public Task LockAsync(IUnitOfWork unit, Guid id) => RowLocks.LockAsync(unit, RowOfUser, ("id", id));

    /// <summary>
    /// To be called before somebody may stop being an administrator, and before that user is locked: two who take the role from each
    /// other at the same time come one after the other.
    /// </summary>
    public Task LockAdministratorsAsync(IUnitOfWork unit) =>
        RowLocks.LockAsync(unit, AdministratorRows, ("role", UserColumns.Text(Role.Administrator)));

    public Task<IReadOnlyList<User>> ListAsync(IUnitOfWork unit, UserQuery query) =>
        unit.QueryAsync(
            ListPage.For(unit),
            UserColumns.Map,
            ("after", query.After ?? ""),
            ("prefix", query.Prefix),
            ("pattern", LikePattern.Of(query.Prefix, query.Containing)),
            ("without", query.WithoutFactor),
            ("limit", query.Limit)
        );

    public async Task<long> CountAsync(IUnitOfWork unit) =>
        await unit.FirstAsync("SELECT count(*) AS n FROM users", row => row.Long("n"));

    /// <summary>Whether anybody who can administer is there and not disabled.</summary>
    public async Task<long> CountAdministratorsAsync(IUnitOfWork unit) =>
        await unit.FirstAsync(
            "SELECT count(*) AS n FROM users WHERE role = 'administrator' AND disabled_at IS NULL",
            row => row.Long("n")
        );

    /// <returns>False: there is no such user.</returns>
    public async Task<bool> SetPasswordAsync(
        IUnitOfWork unit,
        Guid id,
        string? passwordHash,
        bool mustChange,
        DateTimeOffset now
    )
    {
        const string Sql = """
            UPDATE users SET password_hash = @hash, must_change_password = @must, password_changed_at = @now WHERE id = @id
            """;
        return await unit.ExecuteAsync(Sql, ("hash", passwordHash), ("must", mustChange), ("now", now), ("id", id)) > 0;
    }

    /// <summary>
    /// Writes the same password in a stronger form, if it still is the one that was read: a change made meanwhile stays.
    /// </summary>
    public async Task<bool> RehashPasswordAsync(IUnitOfWork unit, Guid id, string oldHash, string newHash) =>
        await unit.ExecuteAsync(
            "UPDATE users SET password_hash = @new WHERE id = @id AND password_hash = @old",
            ("new", newHash),
            ("id", id),
            ("old", oldHash)
        ) > 0;

    /// <returns>False: there is no such user.</returns>
    public async Task<bool> SetRoleAsync(IUnitOfWork unit, Guid id, Role role) =>
        await unit.ExecuteAsync(
            "UPDATE users SET role = @role, duty = @duty WHERE id = @id",
            ("role", UserColumns.Text(role)),
            ("duty", UserColumns.Duty(role)),
            ("id", id)
        ) > 0;

    /// <param name="address">Null: the person gets no notices any more.</param>
    /// <returns>False: there is no such user.</returns>
    public async Task<bool> SetMailAddressAsync(IUnitOfWork unit, Guid id, string? address) =>
        await unit.ExecuteAsync(
            "UPDATE users SET mail_address = @address WHERE id = @id",
            ("address", address),
            ("id", id)
        ) > 0;

    /// <summary>The user is a member of these and of no others. The user must be there.</summary>
    public async Task SetGroupsAsync(IUnitOfWork unit, Guid id, IReadOnlyList<string> groups)
    {
        await unit.ExecuteAsync("DELETE FROM memberships WHERE user_id = @id", ("id", id));
        await AddGroupsAsync(unit, id, groups);
    }

    /// <param name="disabledAt">Null: the user may sign in again.</param>
    /// <returns>False: there is no such user.</returns>
    public async Task<bool> SetDisabledAsync(IUnitOfWork unit, Guid id, DateTimeOffset? disabledAt) =>
        await unit.ExecuteAsync("UPDATE users SET disabled_at = @at WHERE id = @id", ("at", disabledAt), ("id", id))
        > 0;

    /// <summary>
    /// Takes the user with sessions, authorizations and codes away; what is history keeps the name. The user's configurations must
    /// have been removed before, or the database refuses.
    /// </summary>
    /// <returns>False: there is no such user.</returns>
    public async Task<bool> RemoveAsync(IUnitOfWork unit, Guid id) =>
        await unit.ExecuteAsync("DELETE FROM users WHERE id = @id", ("id", id)) > 0;

    private static async Task AddGroupsAsync(IUnitOfWork unit, Guid id, IReadOnlyList<string> groups)
    {
        foreach (var group in groups)
        {
            await unit.ExecuteAsync(
                "INSERT INTO memberships (user_id, group_name) VALUES (@id, @group) ON CONFLICT DO NOTHING",
                ("id", id),
                ("group", group)
            );
        }
    }
}
