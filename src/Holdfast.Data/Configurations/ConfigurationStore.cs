using Holdfast.Model.Profiles;

namespace Holdfast.Data.Configurations;

/// <summary>
/// Everything that a connect or disconnect calls takes time that does not depend on how many configurations there are or were.
/// </summary>
public sealed class ConfigurationStore(SlotStore slots)
{
    private const string Columns = """
        id, user_id, user_name, profile_id, node_id, protocol, authorization_id, name, public_key, slot, created_at, expires_at,
        revision, removed_at, removed_reason
        """;

    /// <inheritdoc cref="SlotStore.AllocateAsync"/>
    public Task<int?> AllocateSlotAsync(
        IUnitOfWork unit,
        string profileId,
        Protocol protocol,
        string nodeId,
        int firstSlot,
        int slotCount
    ) => slots.AllocateAsync(unit, new SlotRange(profileId, protocol, nodeId, firstSlot, slotCount));

    /// <returns>False: the slot or the public key belongs to a living configuration.</returns>
    public async Task<bool> AddAsync(IUnitOfWork unit, Configuration configuration)
    {
        const string Sql = """
            INSERT INTO configurations (id, user_id, user_name, profile_id, node_id, protocol, authorization_id, name,
                public_key, slot, created_at, expires_at, revision)
            VALUES (@id, @user, @userName, @profile, @node, @protocol, @authorization, @name,
                @key, @slot, @created, @expires, @revision)
            ON CONFLICT DO NOTHING
            """;
        return await unit.ExecuteAsync(
                Sql,
                ("id", configuration.Id),
                ("user", configuration.UserId),
                ("userName", configuration.UserName),
                ("profile", configuration.ProfileId),
                ("node", configuration.NodeId),
                ("protocol", configuration.Protocol),
                ("authorization", configuration.AuthorizationId),
                ("name", configuration.Name),
                ("key", configuration.PublicKey),
                ("slot", configuration.Slot),
                ("created", configuration.CreatedAt),
                ("expires", configuration.ExpiresAt),
                ("revision", configuration.Revision)
            ) > 0;
    }

    /// <summary>Also a removed one.</summary>
    public Task<Configuration?> FindAsync(IUnitOfWork unit, Guid id) =>
        unit.FirstAsync($"SELECT {Columns} FROM configurations WHERE id = @id", Map, ("id", id));

    public Task<Configuration?> FindLivingByPublicKeyAsync(IUnitOfWork unit, string publicKey) =>
        unit.FirstAsync(
            $"SELECT {Columns} FROM configurations WHERE public_key = @key AND removed_at IS NULL",
            Map,
            ("key", publicKey)
        );

    /// <summary>The user's living ones, newest first.</summary>
    public Task<IReadOnlyList<Configuration>> ListOfUserAsync(IUnitOfWork unit, Guid userId) =>
        unit.QueryAsync(
            $"""
            SELECT {Columns} FROM configurations WHERE user_id = @user AND removed_at IS NULL
            ORDER BY created_at DESC, id DESC
            """,
            Map,
            ("user", userId)
        );

    /// <summary>The living ones made under an authorization.</summary>
    public Task<IReadOnlyList<Configuration>> ListOfAuthorizationAsync(IUnitOfWork unit, Guid authorizationId) =>
        unit.QueryAsync(
            $"SELECT {Columns} FROM configurations WHERE authorization_id = @authorization AND removed_at IS NULL",
            Map,
            ("authorization", authorizationId)
        );

    /// <summary>The living ones of a profile.</summary>
    public Task<IReadOnlyList<Configuration>> ListOfProfileAsync(IUnitOfWork unit, string profileId) =>
        unit.QueryAsync(
            $"SELECT {Columns} FROM configurations WHERE profile_id = @profile AND removed_at IS NULL",
            Map,
            ("profile", profileId)
        );

    /// <summary>All that a node has to make real, for a snapshot.</summary>
    public Task<IReadOnlyList<Configuration>> LivingOnAsync(IUnitOfWork unit, string nodeId) =>
        unit.QueryAsync(
            $"SELECT {Columns} FROM configurations WHERE node_id = @node AND removed_at IS NULL",
            Map,
            ("node", nodeId)
        );

    /// <summary>Added, changed and removed with a revision in (from, to], in the order of the revisions, for a delta.</summary>
    public Task<IReadOnlyList<Configuration>> ChangedSinceAsync(IUnitOfWork unit, string nodeId, long from, long to) =>
        unit.QueryAsync(
            $"""
            SELECT {Columns} FROM configurations WHERE node_id = @node AND revision > @from AND revision <= @to
            ORDER BY revision
            """,
            Map,
            ("node", nodeId),
            ("from", from),
            ("to", to)
        );

    /// <summary>Living ones that have expired, longest first.</summary>
    public Task<IReadOnlyList<Configuration>> ExpiredAsync(IUnitOfWork unit, DateTimeOffset now, int limit) =>
        unit.QueryAsync(
            $"""
            SELECT {Columns} FROM configurations WHERE expires_at <= @now AND removed_at IS NULL
            ORDER BY expires_at LIMIT @limit
            """,
            Map,
            ("now", now),
            ("limit", limit)
        );

    /// <summary>The user's living ones that apps made.</summary>
    public async Task<int> CountApiAsync(IUnitOfWork unit, Guid userId) =>
        await unit.FirstAsync(
            """
            SELECT count(*) AS n FROM configurations
            WHERE user_id = @user AND removed_at IS NULL AND authorization_id IS NOT NULL
            """,
            row => row.Int("n"),
            ("user", userId)
        );

    /// <summary>The user's living ones that were made by hand.</summary>
    public async Task<int> CountManualAsync(IUnitOfWork unit, Guid userId) =>
        await unit.FirstAsync(
            """
            SELECT count(*) AS n FROM configurations
            WHERE user_id = @user AND removed_at IS NULL AND authorization_id IS NULL
            """,
            row => row.Int("n"),
            ("user", userId)
        );

    /// <summary>The user's oldest living one that an app made.</summary>
    public Task<Configuration?> OldestApiAsync(IUnitOfWork unit, Guid userId) =>
        unit.FirstAsync(
            $"""
            SELECT {Columns} FROM configurations
            WHERE user_id = @user AND removed_at IS NULL AND authorization_id IS NOT NULL
            ORDER BY created_at, id LIMIT 1
            """,
            Map,
            ("user", userId)
        );

    /// <summary>Writes a new end. The revision tells the node.</summary>
    /// <returns>False: it is not living.</returns>
    public async Task<bool> SetExpiryAsync(IUnitOfWork unit, Guid id, DateTimeOffset expiresAt, long revision) =>
        await unit.ExecuteAsync(
            "UPDATE configurations SET expires_at = @expires, revision = @revision WHERE id = @id AND removed_at IS NULL",
            ("expires", expiresAt),
            ("revision", revision),
            ("id", id)
        ) > 0;

    /// <summary>Ends it and frees its slot for the next who waits longest.</summary>
    /// <param name="revision">Of the configuration's node, for this change.</param>
    /// <returns>False: it is not living.</returns>
    public async Task<bool> RemoveAsync(IUnitOfWork unit, Guid id, long revision, string reason, DateTimeOffset now)
    {
        const string Sql = """
            UPDATE configurations SET removed_at = @now, removed_reason = @reason, revision = @revision
            WHERE id = @id AND removed_at IS NULL RETURNING profile_id, protocol, slot
            """;
        var freed = await unit.FirstAsync(
            Sql,
            row => new Slot(row.Text("profile_id"), (Protocol)row.Int("protocol"), row.Int("slot")),
            ("now", now),
            ("reason", reason),
            ("revision", revision),
            ("id", id)
        );
        if (freed is not null)
        {
            await slots.FreeAsync(unit, freed, now);
        }

        return freed is not null;
    }

    /// <param name="before">What was removed earlier is forgotten.</param>
    /// <returns>How many there were.</returns>
    public Task<int> PurgeAsync(IUnitOfWork unit, DateTimeOffset before) =>
        unit.ExecuteAsync("DELETE FROM configurations WHERE removed_at < @before", ("before", before));

    private static Configuration Map(IRow row) =>
        new()
        {
            Id = row.Id("id"),
            UserId = row.IdOrNull("user_id"),
            UserName = row.Text("user_name"),
            ProfileId = row.Text("profile_id"),
            NodeId = row.Text("node_id"),
            Protocol = (Protocol)row.Int("protocol"),
            AuthorizationId = row.IdOrNull("authorization_id"),
            Name = row.Text("name"),
            PublicKey = row.TextOrNull("public_key"),
            Slot = row.Int("slot"),
            CreatedAt = row.Time("created_at"),
            ExpiresAt = row.Time("expires_at"),
            Revision = row.Long("revision"),
            RemovedAt = row.TimeOrNull("removed_at"),
            RemovedReason = row.TextOrNull("removed_reason"),
        };
}
