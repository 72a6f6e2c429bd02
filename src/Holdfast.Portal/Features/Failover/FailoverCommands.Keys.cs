using Holdfast.Data.Failover;
using Holdfast.Model.Failover;
using Holdfast.Model.Problems;
using Holdfast.Portal.Failover;
using Holdfast.Portal.Features.Audit;

namespace Holdfast.Portal.Features.Failover;

public sealed partial class FailoverCommands
{
    /// <summary>Begins to change the key of heartbeats; a job brings it to its end.</summary>
    /// <returns>Null: it has begun.</returns>
    public async Task<Problem?> ChangeKeyAsync(Actor actor, CancellationToken cancel)
    {
        var stored = await database.ReadAsync(groups.ReadAsync, cancel);
        return stored.Group is not { } group ? FailoverProblems.NoGroup.At("", "")
            : KeyChange.Begin(KeyChange.KeysOf(group)) is { } keys
                ? await StoreAsync(stored.Revision, group with { Keys = keys }, actor, "failover.key", cancel)
            : FailoverProblems.KeyIsChanging.At("", "");
    }

    /// <summary>An administrator has brought the new key to the witness.</summary>
    public async Task<Problem?> WitnessHasKeyAsync(Actor actor, CancellationToken cancel)
    {
        var stored = await database.ReadAsync(groups.ReadAsync, cancel);
        if (stored.Group is not { } group || !KeyChange.WaitsForWitness(group, KeyChange.KeysOf(group)))
        {
            return FailoverProblems.NoKeyForWitness.At("", "");
        }

        var keys = KeyChange.KeysOf(group) with { WitnessHasIt = true };
        return await StoreAsync(stored.Revision, group with { Keys = keys }, actor, "failover.key-at-witness", cancel);
    }

    /// <summary>Takes the next step of a change of the key, when it is time. Of several portals one does.</summary>
    public async Task GoOnWithKeyAsync(CancellationToken cancel)
    {
        var stored = await database.ReadAsync(groups.ReadAsync, cancel);
        if (stored.Group is { } group && KeyChange.Next(group, AreTold(group, stored)) is { } keys)
        {
            await StoreAsync(
                stored.Revision,
                group with
                {
                    Keys = keys,
                },
                Actor.Holdfast,
                keys.IsChanging ? "failover.key-used" : "failover.key-done",
                cancel
            );
        }
    }

    private bool AreTold(CommittedGroup group, StoredFailoverGroup stored) =>
        group.Members.All(member =>
            FailoverViewOf.Machine(member, group.Id, stored.Revision, MachineReport.Of(registry[member.Node])).IsTold
        );
}
