using Holdfast.Data;
using Holdfast.Data.Failover;
using Holdfast.Data.Nodes;
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
            [
                .. (await profiles.ReadAsync(unit))
                    .All.Select(one => one.Profile)
                    .Where(profile => profile is { Placement: Placement.Shared, Unit: not null })
                    .Select(profile => new ProfileAtUnit(profile.Id, profile.DisplayName, profile.Unit!.Value)),
            ]
        )
        {
            Key = KeyState.Of(group, machines),
        };
    }
}
