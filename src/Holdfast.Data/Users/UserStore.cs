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
    public async Task<bool> AddAsync(IUnitOfWork unit, User user) => (await AddManyAsync(unit, [user])).Count > 0;

    /// <summary>Those whose name key nobody has, of several with the same the first.</summary>
    /// <returns>The ids of those that were added.</returns>
    public async Task<IReadOnlySet<Guid>> AddManyAsync(IUnitOfWork unit, IReadOnlyList<User> users)
    {
        var added = new HashSet<Guid>();
        foreach (var some in users.Chunk(ManyRows.AtOnce))
        {
            added.UnionWith(
                await unit.QueryAsync(
                    $"""
                    INSERT INTO users (id, name, name_key, password_hash, must_change_password, role, duty, disabled_at, created_at,
                        password_changed_at, mail_address)
                    VALUES {ManyRows.Values(some.Length, 11)} ON CONFLICT (name_key) DO NOTHING RETURNING id
                    """,
                    row => row.Id("id"),
                    ManyRows.Parameters(some.Select(Row))
                )
            );
        }

        await AddGroupsAsync(
            unit,
            [
                .. users
                    .Where(user => added.Contains(user.Id))
                    .SelectMany(user => user.Groups.Distinct(StringComparer.Ordinal).Select(group => (user.Id, group))),
            ]
        );
        return added;
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

    /// <summary>
    /// How many can administer, are not disabled, and come from no source: they can sign in whatever becomes of directories and
    /// providers.
    /// </summary>
    public async Task<long> CountAdministratorsAsync(IUnitOfWork unit) =>
        await unit.FirstAsync(
            """
            SELECT count(*) AS n FROM users u WHERE u.role = 'administrator' AND u.disabled_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM source_people p WHERE p.user_id = u.id)
            """,
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
        await AddGroupsAsync(unit, [.. groups.Distinct(StringComparer.Ordinal).Select(group => (id, group))]);
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

    private static object?[] Row(User user) =>
        [
            user.Id,
            user.Name,
            user.NameKey,
            user.PasswordHash,
            user.MustChangePassword,
            UserColumns.Text(user.Role),
            UserColumns.Duty(user.Role),
            user.DisabledAt,
            user.CreatedAt,
            user.PasswordChangedAt,
            user.MailAddress,
        ];

    private static async Task AddGroupsAsync(IUnitOfWork unit, IReadOnlyList<(Guid User, string Group)> members)
    {
        foreach (var some in members.Chunk(ManyRows.AtOnce))
        {
            await unit.ExecuteAsync(
                $"""
                INSERT INTO memberships (user_id, group_name) VALUES {ManyRows.Values(some.Length, 2)}
                ON CONFLICT DO NOTHING
                """,
                ManyRows.Parameters(some.Select(one => new object?[] { one.User, one.Group }))
            );
        }
    }
}
