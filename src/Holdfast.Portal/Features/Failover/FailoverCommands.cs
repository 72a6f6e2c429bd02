using Holdfast.Data;
using Holdfast.Data.Failover;
using Holdfast.Data.Nodes;
using Holdfast.Link.Messages;
using Holdfast.Model.Failover;
using Holdfast.Model.Problems;
using Holdfast.Portal.Failover;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Nodes;

namespace Holdfast.Portal.Features.Failover;

/// <summary>Changes the group, and who is active in it.</summary>
public sealed partial class FailoverCommands(
    IDatabase database,
    FailoverGroupStore groups,
    NodeStore nodes,
    FailoverChecks checks,
    FailoverPlans plans,
    FailoverViews views,
    MachineQuestions questions,
    NodeRegistry registry,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <summary>Looks, and brings the group into force when all is good.</summary>
    /// <returns>What was looked at, and why nothing was changed; null: it is in force, and its machines are told.</returns>
    public async Task<(IReadOnlyList<GroupRow> Rows, Problem? Problem)> CommitAsync(
        GroupDraft draft,
        Actor actor,
        CancellationToken cancel
    )
    {
        var check = await checks.LookAsync(draft, cancel);
        return check.Group is { } group
            ? (check.Rows, await StoreAsync(check.Before.Revision, group, actor, "failover.commit", cancel))
            : (check.Rows, FailoverProblems.NotGood.At("", ""));
    }

    /// <summary>The machines give their addresses up, and wait; when each of them can.</summary>
    /// <returns>Null: done.</returns>
    public async Task<Problem?> RemoveAsync(Actor actor, CancellationToken cancel)
    {
        var (stored, needs) = await checks.WhoNeedsAsync(cancel);
        return stored.Group is null ? FailoverProblems.NoGroup.At("", "")
            : needs.Count > 0 ? FailoverProblems.StillNeeded.At("", string.Join(" ", needs))
            : await StoreAsync(stored.Revision, group: null, actor, "failover.remove", cancel);
    }

    /// <summary>The active machine gives the role of a unit away.</summary>
    /// <param name="vrid">Null: of all units, each by the machine that is active for it.</param>
    /// <param name="successor">A node; null: whoever is best.</param>
    public async Task<Problem?> SwitchOverAsync(int? vrid, string? successor, Actor actor, CancellationToken cancel)
    {
        var view = await views.ReadAsync(cancel);
        if (view.Group is not { } group)
        {
            return FailoverProblems.NoGroup.At("", "");
        }

        var units = view.Units.Where(unit => vrid is null || unit.Vrid == vrid).ToList();
        var next = group.Members.FirstOrDefault(member => member.Node == successor);
        if (units.Count == 0 || (successor is not null && next is null))
        {
            return FailoverProblems.UnknownMember.At(successor ?? $"unit {vrid}", "");
        }

        foreach (var unit in units)
        {
            if (await SwitchOverAsync(unit, next, actor, cancel) is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

    /// <summary>The machine does not become active by itself any more, or again.</summary>
    public async Task<Problem?> HoldAsync(string node, bool hold, Actor actor, CancellationToken cancel)
    {
        var stored = await database.ReadAsync(groups.ReadAsync, cancel);
        if (stored.Group?.Members.Any(member => member.Node == node) != true)
        {
            return FailoverProblems.UnknownMember.At(node, "");
        }

        await WriteAuditAsync(actor, hold ? "failover.hold" : "failover.release", node, new { }, cancel);
        return await AskAsync(node, Request(hold ? FailoverCommand.Hold : FailoverCommand.Release), cancel);
    }

    private async Task<Problem?> SwitchOverAsync(
        UnitState unit,
        GroupMember? next,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (unit.Active is not { } active)
        {
            return FailoverProblems.NobodyActive.At(unit.Name, "");
        }

        if (next?.Node == active)
        {
            return null;
        }

        // Before it is done, as everything is: what nobody could write down does not happen.
        await WriteAuditAsync(actor, "failover.switch", unit.Name, new { From = active, To = next?.Node }, cancel);
        return await AskAsync(
            active,
            Request(FailoverCommand.SwitchOver) with
            {
                Unit = unit.Vrid,
                Successor = next?.Id,
            },
            cancel
        );
    }

    private async Task<Problem?> AskAsync(string node, FailoverRequest request, CancellationToken cancel) =>
        await questions.AskAsync(node, request, cancel) switch
        {
            null => FailoverProblems.MachineAway.At(node, "It does not answer."),
            { Refused: { } why } => FailoverProblems.Refused.At(node, why),
            _ => null,
        };

    private FailoverRequest Request(FailoverCommand command) => new(Guid.CreateVersion7(clock.GetUtcNow()), command);

    private Task<bool> WriteAuditAsync(
        Actor actor,
        string action,
        string subject,
        object detail,
        CancellationToken cancel
    ) =>
        database.WriteAsync(
            async unit =>
            {
                await audit.AddAsync(unit, actor, action, subject, detail);
                return true;
            },
            cancel
        );

    /// <param name="revision">That is to be in force still.</param>
    private Task<Problem?> StoreAsync(
        long revision,
        CommittedGroup? group,
        Actor actor,
        string action,
        CancellationToken cancel
    ) =>
        database.WriteAsync<Problem?>(
            async unit =>
            {
                var before = await groups.ReadAsync(unit);
                if (group is null && before.Group is null)
                {
                    return FailoverProblems.NoGroup.At("", "");
                }

                if (await groups.PutAsync(unit, group, revision, clock.GetUtcNow()) is not { } stored)
                {
                    return FailoverProblems.ChangedMeanwhile.At("", "");
                }

                if (group is not null)
                {
                    await plans.KeepKeysAsync(unit, before.Group, group);
                }

                await audit.AddAsync(
                    unit,
                    actor,
                    action,
                    $"{stored.Revision}",
                    group is null
                        ? new { }
                        : new
                        {
                            group.Members,
                            group.Units,
                            group.Options,
                            Key = KeyChange.KeysOf(group).Active,
                        }
                );
                await TellAsync(unit, before.Group, group);
                unit.AfterCommit(registry.Changes.Tell);
                return null;
            },
            cancel
        );

    private async Task TellAsync(IUnitOfWork unit, CommittedGroup? before, CommittedGroup? after)
    {
        var present = (await nodes.ListAsync(unit)).Select(node => node.Id).ToHashSet(StringComparer.Ordinal);
        var concerned = (before?.Members ?? [])
            .Concat(after?.Members ?? [])
            .Select(member => member.Node)
            .Where(present.Contains)
            .Distinct(StringComparer.Ordinal);
        await new NodeRevisions(unit, nodes, registry).RaiseAllAsync(concerned);
    }
}
