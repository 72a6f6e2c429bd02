using Holdfast.Model.Addresses;
using Holdfast.Model.Profiles;

namespace Holdfast.Data.Configurations;

/// <summary>The parts of the profiles' pools that belong to nodes.</summary>
public sealed class SliceStore
{
    /// <summary>By node.</summary>
    public async Task<IReadOnlyDictionary<string, PoolSlice>> OfProfileAsync(
        IUnitOfWork unit,
        string profileId,
        Protocol protocol
    ) =>
        (
            await unit.QueryAsync(
                "SELECT node_id, first_host, size FROM slices WHERE profile_id = @profile AND protocol = @protocol",
                row => (Node: row.Text("node_id"), Slice: Map(row)),
                ("profile", profileId),
                ("protocol", protocol)
            )
        ).ToDictionary(slice => slice.Node, slice => slice.Slice, StringComparer.Ordinal);

    /// <summary>Makes the slices exactly these.</summary>
    public async Task PutAsync(
        IUnitOfWork unit,
        string profileId,
        Protocol protocol,
        IEnumerable<KeyValuePair<string, PoolSlice>> slices
    )
    {
        var wanted = slices.ToDictionary(StringComparer.Ordinal);
        var present = await OfProfileAsync(unit, profileId, protocol);
        foreach (var node in present.Keys.Where(node => !wanted.ContainsKey(node)))
        {
            await unit.ExecuteAsync(
                "DELETE FROM slices WHERE profile_id = @profile AND protocol = @protocol AND node_id = @node",
                ("profile", profileId),
                ("protocol", protocol),
                ("node", node)
            );
        }

        // Of a thousand nodes one more changes two: itself, and the one whose part it halves.
        foreach (var (node, slice) in wanted.Where(w => present.GetValueOrDefault(w.Key) != w.Value))
        {
            await unit.ExecuteAsync(
                """
                INSERT INTO slices (profile_id, protocol, node_id, first_host, size)
                VALUES (@profile, @protocol, @node, @first, @size)
                ON CONFLICT (profile_id, protocol, node_id)
                    DO UPDATE SET first_host = excluded.first_host, size = excluded.size
                """,
                ("profile", profileId),
                ("protocol", protocol),
                ("node", node),
                ("first", slice.First),
                ("size", slice.Size)
            );
        }
    }

    /// <summary>Slices of profiles that are gone.</summary>
    public Task<int> RemoveProfileAsync(IUnitOfWork unit, string profileId) =>
        unit.ExecuteAsync("DELETE FROM slices WHERE profile_id = @profile", ("profile", profileId));

    /// <summary>The highest slot of a living configuration, by the node that was chosen for it.</summary>
    public async Task<IReadOnlyDictionary<string, int>> HighestSlotsAsync(
        IUnitOfWork unit,
        string profileId,
        Protocol protocol
    ) =>
        (
            await unit.QueryAsync(
                """
                SELECT node_id, max(slot) AS highest FROM configurations
                WHERE profile_id = @profile AND protocol = @protocol AND removed_at IS NULL GROUP BY node_id
                """,
                row => (Node: row.Text("node_id"), Highest: row.Int("highest")),
                ("profile", profileId),
                ("protocol", protocol)
            )
        ).ToDictionary(row => row.Node, row => row.Highest, StringComparer.Ordinal);

    private static PoolSlice Map(IRow row) => new(row.Int("first_host"), row.Int("size"));
}
