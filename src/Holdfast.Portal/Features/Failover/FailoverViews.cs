using System.Net;
using Holdfast.Data;
using Holdfast.Data.Failover;
using Holdfast.Data.Nodes;
using Holdfast.Model.Addresses;
using Holdfast.Model.Placing;
using Holdfast.Model.Profiles;
using Holdfast.Portal.Failover;
using Holdfast.Portal.Features.Profiles;
using Holdfast.Portal.Nodes;

namespace Holdfast.Portal.Features.Failover;

/// <summary>How the group stands, as this portal hears it from the machines; another one hears the same.</summary>
public sealed class FailoverViews(
    IDatabase database,
    FailoverGroupStore groups,
    NodeStore nodes,
    ProfileCatalogue profiles,
    Division division,
    NodeRegistry registry,
    TimeProvider clock
)
{
    public Task<FailoverView> ReadAsync(CancellationToken cancel) => database.ReadAsync(ReadAsync, cancel);

    public async Task<FailoverView> ReadAsync(IUnitOfWork unit)
    {
        var stored = await groups.ReadAsync(unit);
        var present = (await nodes.ListAsync(unit)).Select(node => node.Id).ToList();
        var view = stored.Group is null ? Without(stored, present) : await WithAsync(unit, stored, present);
        return view with
        {
            Gateways = SharedGateways.Of([.. present.Select(node => registry[node].Status?.Networks ?? [])]),
        };
    }

    private FailoverView Without(StoredFailoverGroup stored, IReadOnlyList<string> present) =>
        new(
            null,
            stored.Revision,
            stored.UpdatedAt,
            clock.GetUtcNow(),
            present,
            [],
            [],
            [],
            [],
            FailoverAlarms.OfForgotten([.. present.Select(node => (node, registry[node].Status?.Failover))]),
            []
        );

    private async Task<FailoverView> WithAsync(
        IUnitOfWork unit,
        StoredFailoverGroup stored,
        IReadOnlyList<string> present
    )
    {
        var (group, now) = (stored.Group!, clock.GetUtcNow());
        List<MachineReport> heard = [.. group.Members.Select(member => MachineReport.Of(registry[member.Node]))];
        List<MachineState> machines =
        [
            .. group.Members.Zip(
                heard,
                (member, one) => FailoverViewOf.Machine(member, group.Id, stored.Revision, one)
            ),
        ];
        List<UnitState> units = [.. group.Units.Select(one => FailoverViewOf.Unit(group, one, heard, now))];
        return new FailoverView(
            group,
            stored.Revision,
            stored.UpdatedAt,
            now,
            present,
            machines,
            units,
            FailoverViewOf.History(group, heard),
            FailoverViewOf.Reigns(group, heard),
            FailoverAlarms.Of(machines, units),
            await ProfilesAsync(unit)
        )
        {
            Key = KeyState.Of(group, machines),
        };
    }

    /// <summary>At the addresses of units, in the order of the profiles.</summary>
    private async Task<IReadOnlyList<ProfileAtUnit>> ProfilesAsync(IUnitOfWork unit)
    {
        var catalogue = await profiles.ReadAsync(unit);
        var divided = await division.AllAsync(unit, catalogue);
        return
        [
            .. catalogue
                .All.Select(one => one.Profile)
                .Where(profile => profile is { Placement: Placement.Shared, Unit: not null })
                .SelectMany(profile =>
                    divided.TryGetValue(profile.Id, out var parts)
                        ? parts.Select(part => At(profile, part.Unit, PoolsOf(profile.WireGuard!, part)))
                        : [At(profile, profile.Unit!.Value, [])]
                ),
        ];
    }

    private static ProfileAtUnit At(Profile profile, int vrid, IReadOnlyList<IPNetwork> pools) =>
        new(profile.Id, profile.DisplayName, vrid, pools);

    private static IReadOnlyList<IPNetwork> PoolsOf(WireGuardOptions options, ProfilePart part)
    {
        var whole = PoolSlice.WholeOf(options.Pool4, options.Pool6);
        return [part.Slice.In(options.Pool4, whole), part.Slice.In(options.Pool6, whole)];
    }
}
