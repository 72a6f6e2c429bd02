using Holdfast.Model.Profiles;

namespace Holdfast.Data.Configurations;

/// <summary>
/// Everything that a connect or disconnect calls takes time that does not depend on how many configurations there are or were.
/// </summary>
public sealed class ConfigurationStore(SlotStore slots, PlacementStore placements)
{
    internal const string Columns = """
        id, user_id, user_name, profile_id, node_id, protocol, authorization_id, name, public_key, slot, created_at, expires_at,
        removed_at, removed_reason
        """;

    /// <inheritdoc cref="SlotStore.AllocateAsync"/>
    public Task<int?> AllocateSlotAsync(IUnitOfWork unit, SlotRange range) => slots.AllocateAsync(unit, range);

    /// <param name="placed">The nodes on which it is to be live.</param>
    /// <returns>False: the slot or the public key belongs to a living configuration.</returns>
    public async Task<bool> AddAsync(
        IUnitOfWork unit,
        Configuration configuration,
        IReadOnlyList<PlacementRevision> placed
    )
    {
        const string Sql = """
            INSERT INTO configurations (id, user_id, user_name, profile_id, node_id, protocol, authorization_id, name,
                public_key, slot, created_at, expires_at)
            VALUES (@id, @user, @userName, @profile, @node, @protocol, @authorization, @name,
                @key, @slot, @created, @expires)
            ON CONFLICT DO NOTHING
            """;
        var added = await unit.ExecuteAsync(
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
            ("expires", configuration.ExpiresAt)
        );
        if (added == 0)
        {
            return false;
        }

        await placements.AddAsync(unit, configuration.Id, placed);
        return true;
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

    /// <summary>The nodes on which it is live, in order.</summary>
    public Task<IReadOnlyList<string>> NodesOfAsync(IUnitOfWork unit, Guid id) => placements.NodesOfAsync(unit, id);

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

    /// <summary>Living ones that expire soon and of which nobody was told; from now on somebody was.</summary>
    /// <remarks>What counts is said twice: PostgreSQL asks one that waited for another again only what stands outside.</remarks>
    /// <param name="shortestLife">From the making to the end; those that live shorter are left out.</param>
    public Task<IReadOnlyList<Configuration>> TakeExpiringAsync(
        IUnitOfWork unit,
        DateTimeOffset now,
        DateTimeOffset until,
        TimeSpan shortestLife,
        int limit
    ) =>
        unit.QueryAsync(
            $"""
            UPDATE configurations SET expiry_told_at = @now WHERE id IN (
                SELECT id FROM configurations
                WHERE expires_at > @now AND expires_at <= @until AND removed_at IS NULL AND expiry_told_at IS NULL
                    AND expires_at - created_at >= @life
                ORDER BY expires_at LIMIT @limit
            )
            AND removed_at IS NULL AND expiry_told_at IS NULL
            RETURNING {Columns}
            """,
            Map,
            ("now", now),
            ("until", until),
            ("life", shortestLife),
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

    /// <summary>Living ones in a range of slots.</summary>
    public async Task<int> CountInAsync(IUnitOfWork unit, SlotRange range) =>
        await unit.FirstAsync(
            """
            SELECT count(*) AS n FROM configurations
            WHERE profile_id = @profile AND protocol = @protocol AND removed_at IS NULL AND slot >= @first AND slot < @end
            """,
            row => row.Int("n"),
            ("profile", range.ProfileId),
            ("protocol", range.Protocol),
            ("first", range.First),
            ("end", range.End)
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

    /// <summary>Ends it and frees its slot for the next who waits longest.</summary>
    /// <param name="placed">All nodes on which it is live.</param>
    /// <returns>False: it is not living.</returns>
    public async Task<bool> RemoveAsync(
        IUnitOfWork unit,
        Guid id,
        IReadOnlyList<PlacementRevision> placed,
        string reason,
        DateTimeOffset now
    )
    {
        const string Sql = """
            UPDATE configurations SET removed_at = @now, removed_reason = @reason
            WHERE id = @id AND removed_at IS NULL RETURNING profile_id, protocol, slot
            """;
        var freed = await unit.FirstAsync(
            Sql,
            row => new Slot(row.Text("profile_id"), (Protocol)row.Int("protocol"), row.Int("slot")),
            ("now", now),
            ("reason", reason),
            ("id", id)
        );
        if (freed is null)
        {
            return false;
        }

        await slots.FreeAsync(unit, freed, now);
        foreach (var placement in placed)
        {
            await placements.EndAsync(unit, id, placement);
        }

        return true;
    }

    /// <summary>
    /// Forgets what was removed. A node that has not yet heard of the removal must still hear of it, unless the configuration would have
    /// expired by now: nodes end that by themselves.
    /// </summary>
    /// <param name="before">What was removed, and would have expired, earlier is forgotten.</param>
    /// <param name="most">At once.</param>
    /// <returns>How many were forgotten.</returns>
    public Task<int> PurgeAsync(IUnitOfWork unit, DateTimeOffset before, int most) =>
        unit.ExecuteAsync(
            """
            DELETE FROM configurations WHERE id IN (
                SELECT id FROM configurations WHERE removed_at < @before AND expires_at < @before LIMIT @most)
            """,
            ("before", before),
            ("most", most)
        );

    internal static Configuration Map(IRow row) =>
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
            RemovedAt = row.TimeOrNull("removed_at"),
            RemovedReason = row.TextOrNull("removed_reason"),
        };
}
