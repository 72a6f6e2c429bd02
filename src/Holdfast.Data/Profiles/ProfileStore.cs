using System.Text.Json;
using Holdfast.Model.Json;
using Holdfast.Model.Profiles;

namespace Holdfast.Data.Profiles;

public sealed class ProfileStore
{
    /// <summary>In the order in which users see them: largest priority first, then by name.</summary>
    public async Task<IReadOnlyList<StoredProfile>> ListAsync(IUnitOfWork unit)
    {
        var profiles = await unit.QueryAsync("SELECT number, document FROM profiles", Map);
        return
        [
            .. profiles
                .OrderByDescending(p => p.Profile.Priority)
                .ThenBy(p => p.Profile.DisplayName, StringComparer.OrdinalIgnoreCase)
                .ThenBy(p => p.Profile.Id, StringComparer.Ordinal),
        ];
    }

    public Task<StoredProfile?> FindAsync(IUnitOfWork unit, string id) =>
        unit.FirstAsync("SELECT number, document FROM profiles WHERE id = @id", Map, ("id", id));

    /// <summary>Adds the profile with a number of its own, or changes it and keeps its number. The caller has validated it.</summary>
    public async Task<StoredProfile> PutAsync(IUnitOfWork unit, Profile profile, DateTimeOffset now)
    {
        var document = JsonSerializer.Serialize(profile, ModelJson.Options);
        var number =
            await UpdateAsync(unit, profile.Id, document, now) ?? await InsertAsync(unit, profile.Id, document, now);
        return new StoredProfile(number, profile);
    }

    /// <summary>The profile's configurations are the caller's to remove first.</summary>
    /// <returns>False: there was none.</returns>
    public async Task<bool> RemoveAsync(IUnitOfWork unit, string id) =>
        await unit.ExecuteAsync("DELETE FROM profiles WHERE id = @id", ("id", id)) > 0;

    private static Task<int?> UpdateAsync(IUnitOfWork unit, string id, string document, DateTimeOffset now) =>
        unit.FirstAsync<int?>(
            "UPDATE profiles SET document = @document, updated_at = @now WHERE id = @id RETURNING number",
            row => row.Int("number"),
            ("document", document),
            ("now", now),
            ("id", id)
        );

    private static async Task<int> InsertAsync(IUnitOfWork unit, string id, string document, DateTimeOffset now)
    {
        var number = await unit.FirstAsync(
            "UPDATE meta SET last_profile_number = last_profile_number + 1 RETURNING last_profile_number",
            row => row.Int("last_profile_number")
        );
        const string Sql = """
            INSERT INTO profiles (id, number, document, updated_at) VALUES (@id, @number, @document, @now)
            ON CONFLICT (id) DO UPDATE SET document = excluded.document, updated_at = excluded.updated_at
            RETURNING number
            """;
        return await unit.FirstAsync(
            Sql,
            row => row.Int("number"),
            ("id", id),
            ("number", number),
            ("document", document),
            ("now", now)
        );
    }

    private static StoredProfile Map(IRow row) =>
        new(
            row.Int("number"),
            JsonSerializer.Deserialize<Profile>(row.Text("document"), ModelJson.Options)
                ?? throw new JsonException("A profile is null.")
        );
}
