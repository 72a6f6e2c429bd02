using Holdfast.Model.Addresses;

namespace Holdfast.Data.Configurations;

/// <summary>The parts of the WireGuard pools of shared profiles that belong to virtual addresses.</summary>
public sealed class PartStore
{
    /// <summary>By the name of the part.</summary>
    public async Task<IReadOnlyDictionary<string, PoolSlice>> OfProfileAsync(IUnitOfWork unit, string profileId) =>
        (
            await unit.QueryAsync(
                "SELECT part, first_host, size FROM profile_parts WHERE profile_id = @profile",
                row => (Part: row.Text("part"), Slice: new PoolSlice(row.Int("first_host"), row.Int("size"))),
                ("profile", profileId)
            )
        ).ToDictionary(part => part.Part, part => part.Slice, StringComparer.Ordinal);

    /// <summary>Makes the parts exactly these.</summary>
    public async Task PutAsync(IUnitOfWork unit, string profileId, IEnumerable<KeyValuePair<string, PoolSlice>> parts)
    {
        await RemoveProfileAsync(unit, profileId);
        foreach (var (part, slice) in parts)
        {
            await unit.ExecuteAsync(
                """
                INSERT INTO profile_parts (profile_id, part, first_host, size)
                VALUES (@profile, @part, @first, @size)
                """,
                ("profile", profileId),
                ("part", part),
                ("first", slice.First),
                ("size", slice.Size)
            );
        }
    }

    /// <summary>Parts of profiles that are gone.</summary>
    public Task<int> RemoveProfileAsync(IUnitOfWork unit, string profileId) =>
        unit.ExecuteAsync("DELETE FROM profile_parts WHERE profile_id = @profile", ("profile", profileId));
}
