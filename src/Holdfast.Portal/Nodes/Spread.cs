using System.Collections.Immutable;
using Holdfast.Data;
using Holdfast.Data.Configurations;
using Holdfast.Data.Nodes;
using Holdfast.Data.Profiles;
using Holdfast.Model.Addresses;
using Holdfast.Model.Placing;
using Holdfast.Model.Profiles;
using Holdfast.Portal.Features.Configurations;

namespace Holdfast.Portal.Nodes;

/// <summary>
/// Spreads profiles over the nodes that carry them: gives each its part of the pools, puts OpenVPN configurations on all of them, ends
/// WireGuard configurations whose node is no longer one of them; of profiles that their nodes share, puts everything on all. Called in the unit of work that changed a profile or a node; where
/// everything is as it should be it writes nothing.
/// </summary>
public sealed class Spread(
    IDatabase database,
    NodeRegistry registry,
    NodeStore nodes,
    ProfileStore profiles,
    ConfigurationStore configurations,
    PlacementStore placements,
    SliceStore slices,
    Division division,
    TimeProvider clock
)
{
    /// <summary>After the start: a newer version may spread otherwise than the one that ran before.</summary>
    public Task FollowAsync(CancellationToken cancel) =>
        database.WriteAsync(
            async unit =>
            {
                await FollowAsync(unit, new NodeRevisions(unit, nodes, registry));
                return true;
            },
            cancel
        );

    /// <param name="leaving">A node that is about to be removed.</param>
    /// <returns>How many configurations ended.</returns>
    public async Task<int> FollowAsync(IUnitOfWork unit, NodeRevisions revisions, string? leaving = null)
    {
        var ended = 0;
        var present = (await nodes.ListAsync(unit)).Select(node => node.Id).Where(id => id != leaving).ToList();
        foreach (var stored in await profiles.ListAsync(unit))
        {
            var carriers = present.Where(id => ServiceCatalogue.IsOn(stored, id)).ToList();
            if (stored.Profile.Placement == Placement.Shared)
            {
                ended += await SharedAsync(unit, revisions, stored.Profile, carriers);
                continue;
            }

            ended += await division.FollowAsync(unit, revisions, stored.Profile, carriers);
            ended += await WireGuardAsync(unit, revisions, stored.Profile, carriers);
            await OpenVpnAsync(unit, revisions, stored.Profile, carriers);
        }

        return ended;
    }

    /// <summary>No node has a part; a configuration stays as long as the profile, and its virtual address, does.</summary>
    private async Task<int> SharedAsync(
        IUnitOfWork unit,
        NodeRevisions revisions,
        Profile profile,
        IReadOnlyCollection<string> carriers
    )
    {
        var ended = await division.FollowAsync(unit, revisions, profile, carriers);
        foreach (var protocol in (Protocol[])[Protocol.WireGuard, Protocol.OpenVpn])
        {
            await slices.PutAsync(unit, profile.Id, protocol, []);
            await PutOnAllAsync(unit, revisions, profile, protocol, carriers);
        }

        return ended;
    }

    private async Task<int> WireGuardAsync(
        IUnitOfWork unit,
        NodeRevisions revisions,
        Profile profile,
        IReadOnlyCollection<string> carriers
    )
    {
        if (profile.WireGuard is { } options)
        {
            var cut = WireGuardCut(options) with { HighestSlot = await FixedAsync(unit, profile) };
            await CutAsync(unit, revisions, profile, Protocol.WireGuard, cut, carriers);
        }

        var left = await placements.NodesOfProfileAsync(unit, profile.Id, Protocol.WireGuard);
        if (!left.Except(carriers, StringComparer.Ordinal).Any())
        {
            return 0;
        }

        var removal = new ConfigurationRemoval(unit, configurations, revisions, clock.GetUtcNow());
        var living = await configurations.ListOfProfileAsync(unit, profile.Id);
        return await removal.RemoveAllAsync(
            living.Where(c => c.Protocol == Protocol.WireGuard && !carriers.Contains(c.NodeId)),
            "node left the profile"
        );
    }

    private async Task OpenVpnAsync(
        IUnitOfWork unit,
        NodeRevisions revisions,
        Profile profile,
        IReadOnlyCollection<string> carriers
    )
    {
        if (profile.OpenVpn is { } options && !profile.Masquerade)
        {
            var cut = OpenVpnCut(options, await slices.HighestSlotsAsync(unit, profile.Id, Protocol.OpenVpn));
            carriers = await CutAsync(unit, revisions, profile, Protocol.OpenVpn, cut, carriers);
        }

        await PutOnAllAsync(unit, revisions, profile, Protocol.OpenVpn, carriers);
    }

    private async Task PutOnAllAsync(
        IUnitOfWork unit,
        NodeRevisions revisions,
        Profile profile,
        Protocol protocol,
        IReadOnlyCollection<string> carriers
    )
    {
        foreach (var node in carriers)
        {
            if (await placements.LacksSomeAsync(unit, profile.Id, protocol, node))
            {
                var revision = await revisions.RaiseAsync(node);
                await placements.PutAllAsync(unit, profile.Id, protocol, new(node, revision));
            }
        }

        var left = await placements.NodesOfProfileAsync(unit, profile.Id, protocol);
        foreach (var node in left.Except(carriers, StringComparer.Ordinal))
        {
            var revision = await revisions.RaiseAsync(node);
            await placements.EndAllAsync(unit, profile.Id, protocol, new(node, revision));
        }
    }

    /// <returns>The nodes that have a part.</returns>
    private async Task<IReadOnlyCollection<string>> CutAsync(
        IUnitOfWork unit,
        NodeRevisions revisions,
        Profile profile,
        Protocol protocol,
        PoolCut cut,
        IReadOnlyCollection<string> carriers
    )
    {
        var before = (await slices.OfProfileAsync(unit, profile.Id, protocol)).ToImmutableSortedDictionary(
            StringComparer.Ordinal
        );
        var after = (cut with { Present = before }).For(carriers);
        if (!after.SequenceEqual(before))
        {
            await slices.PutAsync(unit, profile.Id, protocol, after);
            foreach (var node in after.Keys.Where(_ => !profile.Masquerade))
            {
                await revisions.RaiseAsync(node, servicesChanged: true);
            }
        }

        return [.. after.Keys];
    }

    /// <summary>Where addresses are translated, a client may keep one that is now in another node's part.</summary>
    private async Task<ImmutableSortedDictionary<string, int>> FixedAsync(IUnitOfWork unit, Profile profile) =>
        profile.Masquerade
            ? ImmutableSortedDictionary<string, int>.Empty
            : (await slices.HighestSlotsAsync(unit, profile.Id, Protocol.WireGuard)).ToImmutableSortedDictionary(
                StringComparer.Ordinal
            );

    /// <summary>A client has its slot in the part of every node, so no part may be too small for those who are there.</summary>
    private static PoolCut OpenVpnCut(OpenVpnOptions options, IReadOnlyDictionary<string, int> highest) =>
        new()
        {
            Whole = OpenVpnParts.WholeOf(options),
            Present = ImmutableSortedDictionary<string, PoolSlice>.Empty,
            Smallest = PoolSlice.SizeFor(highest.Values.DefaultIfEmpty(-1).Max() + 1),
        };

    private static PoolCut WireGuardCut(WireGuardOptions options) =>
        new()
        {
            Whole = PoolSlice.WholeOf(options.Pool4, options.Pool6),
            Present = ImmutableSortedDictionary<string, PoolSlice>.Empty,
            Given = options.Slices.ToImmutableSortedDictionary(
                slice => slice.Node,
                slice => PoolSlice.Of(slice.Network, options.Pool4, options.Pool6)!.Value,
                StringComparer.Ordinal
            ),
        };
}
