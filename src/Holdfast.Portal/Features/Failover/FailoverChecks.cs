using Holdfast.Data;
using Holdfast.Data.Epochs;
using Holdfast.Data.Failover;
using Holdfast.Data.Nodes;
using Holdfast.Link.Messages;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Failover;
using Holdfast.Model.Problems;
using Holdfast.Portal.Failover;
using Holdfast.Portal.Nodes;

namespace Holdfast.Portal.Features.Failover;

/// <summary>Looks whether a group would work on its machines, and changes nothing. All machines are asked at the same time.</summary>
public sealed class FailoverChecks(
    IDatabase database,
    NodeStore nodes,
    FailoverGroupStore groups,
    EpochStore epochs,
    FailoverPlans plans,
    MachineQuestions questions,
    NodeRegistry registry,
    TimeProvider clock
)
{
    /// <summary>What a takeover needs: behind by more, clients would refuse the handshakes of the machine that takes over.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMilliseconds(100);

    /// <returns>A row for each thing that was looked at; with the group, when all of it is good.</returns>
    public async Task<GroupCheck> LookAsync(GroupDraft draft, CancellationToken cancel)
    {
        var mistakes = GroupDraftRules.Check(draft);
        var (stored, known, epoch) = await database.ReadAsync(ReadAsync, cancel);
        List<GroupRow> rows =
        [
            .. mistakes.Select(mistake => GroupRow.Of(null, mistake.Where, mistake)),
            .. draft.Nodes.Where(node => !known.Contains(node)).Select(Unknown),
        ];
        if (rows.Count > 0)
        {
            return new GroupCheck(stored, Group: null, rows);
        }

        rows.AddRange(
            await Task.WhenAll([
                    .. draft.Nodes.Select(node => MachineAsync(node, stored, cancel)),
                    .. Leaving(stored, draft, known).Select(node => LeavingAsync(node, cancel)),
                ])
                .FlattenAsync()
        );
        var (group, found) = new GroupPlanner(draft, stored.Group, [.. draft.Nodes.Select(Networks)]).Plan(
            Guid.CreateVersion7(clock.GetUtcNow())
        );
        rows.AddRange(found);
        rows.AddRange(Watched(draft.Options));
        if (group is not null)
        {
            var revision = new Revision(epoch, stored.Revision + 1);
            var keys = await database.ReadAsync(unit => plans.KeysAsync(unit, group), cancel);
            rows.AddRange(
                await Task.WhenAll(group.Members.Select(member => AskAsync(group, member, revision, keys, cancel)))
                    .FlattenAsync()
            );
        }

        return new GroupCheck(stored, rows.TrueForAll(row => row.IsGood) ? group : null, rows);
    }

    private static IEnumerable<GroupRow> Watched(GroupOptions options)
    {
        if (options.Reachable.Count == 0 && options.Witness is null)
        {
            yield return new GroupRow(
                null,
                CheckRow.Advice(
                    "nothing must be reached",
                    "A machine that hears nobody any more, because its own cable is broken, does not find that out: it keeps the addresses, or takes them.",
                    "Name the gateway under \"Must be reached\", or a witness."
                )
            );
        }
    }

    /// <summary>Asks all machines whether they could do without the group.</summary>
    /// <returns>Who could not, and why, or cannot be asked.</returns>
    public async Task<(StoredFailoverGroup Stored, IReadOnlyList<string> Needs)> WhoNeedsAsync(CancellationToken cancel)
    {
        var (stored, known, _) = await database.ReadAsync(ReadAsync, cancel);
        var members = (stored.Group?.Members ?? []).Select(member => member.Node).Where(known.Contains);
        var answers = await Task.WhenAll(
            members.Select(async node => (Node: node, Why: await NeedAsync(node, cancel)))
        );
        return (stored, [.. answers.Where(one => one.Why is not null).Select(one => $"{one.Node}: {one.Why}")]);
    }

    private async Task<string?> NeedAsync(string node, CancellationToken cancel) =>
        await AskAsync(node, FailoverCommand.MayForget, plan: null, cancel) is { } answer
            ? answer.Refused
            : "It cannot be asked.";

    private static IEnumerable<string> Leaving(StoredFailoverGroup stored, GroupDraft draft, HashSet<string> known) =>
        (stored.Group?.Members ?? []).Select(member => member.Node).Where(known.Contains).Except(draft.Nodes);

    /// <summary>One that is away is taken for lost: whoever replaces it cannot wait for it. It is told when it is back.</summary>
    private async Task<IReadOnlyList<GroupRow>> LeavingAsync(string node, CancellationToken cancel)
    {
        var need = registry[node].Status is null ? null : await NeedAsync(node, cancel);
        return
        [
            GroupRow.Of(node, "leaves the group", need is null ? null : FailoverProblems.StillNeeded.At(node, need)),
        ];
    }

    private async Task<(StoredFailoverGroup, HashSet<string>, long)> ReadAsync(IUnitOfWork unit) =>
        (
            await groups.ReadAsync(unit),
            (await nodes.ListAsync(unit)).Select(node => node.Id).ToHashSet(StringComparer.Ordinal),
            await epochs.ReadAsync(unit)
        );

    private MachineNetworks Networks(string node) => new(node, registry[node].Status?.Networks);

    private static GroupRow Unknown(string node) =>
        GroupRow.Of(node, "node", FailoverProblems.MembersWrong.At("nodes", $"There is no node {node}."));

    private async Task<IReadOnlyList<GroupRow>> MachineAsync(
        string node,
        StoredFailoverGroup stored,
        CancellationToken cancel
    )
    {
        var state = registry[node];
        if (state.Status is not { } status)
        {
            return [Away(node, stored, state.Condition.Reason)];
        }

        return
        [
            GroupRow.Of(node, $"version {Version(state)}", VersionOf(state)),
            GroupRow.Of(node, "failover agent", AgentOf(status.Failover, stored)),
            await ClockAsync(node, cancel),
        ];
    }

    /// <summary>A member that is away goes on where it was, and is told when it is back.</summary>
    private static GroupRow Away(string node, StoredFailoverGroup stored, string? reason) =>
        stored.Group?.Members.Any(member => member.Node == node) == true
            ? GroupRow.Of(node, "away now; it is told when it is back")
            : GroupRow.Of(node, "link", FailoverProblems.MachineAway.At(node, reason ?? ""));

    private static string Version(NodeLinkState state) =>
        state.Condition.Software is { } software ? SoftwareVersion.ReleaseOf(software) : "unknown";

    private static Problem? VersionOf(NodeLinkState state) =>
        Version(state) == SoftwareVersion.Text
            ? null
            : FailoverProblems.OtherVersion.At(
                state.NodeId,
                $"It runs {Version(state)}, this portal {SoftwareVersion.Text}."
            );

    private static Problem? AgentOf(FailoverReport? report, StoredFailoverGroup stored) =>
        report switch
        {
            null => FailoverProblems.NoAgent.At("", ""),
            { Configuration.Standing: AgentStanding.ByHand } => FailoverProblems.ElseWhere.At(
                "",
                "A person wrote its failover.json."
            ),
            { Configuration: { Standing: AgentStanding.Managed, Group: var group } }
                when stored.Group is not null && group != stored.Group.Id => FailoverProblems.ElseWhere.At("", ""),
            _ => null,
        };

    /// <summary>The answer was made somewhere between question and answer, so the clock is right when it shows a time between.</summary>
    private async Task<GroupRow> ClockAsync(string node, CancellationToken cancel)
    {
        var asked = clock.GetUtcNow();
        var answer = await AskAsync(node, FailoverCommand.Clock, plan: null, cancel);
        var heard = clock.GetUtcNow();
        if (answer is null)
        {
            return GroupRow.Of(node, "clock", FailoverProblems.MachineAway.At(node, "It does not answer."));
        }

        var off =
            answer.At > heard ? answer.At - heard
            : answer.At < asked ? answer.At - asked
            : TimeSpan.Zero;
        return GroupRow.Of(
            node,
            "clock",
            off.Duration() <= ClockTolerance
                ? null
                : FailoverProblems.WrongClock.At(
                    node,
                    string.Create(
                        System.Globalization.CultureInfo.InvariantCulture,
                        $"It is {off.Duration().TotalSeconds:0.0} s {(off > TimeSpan.Zero ? "ahead of" : "behind")} this portal's."
                    )
                )
        );
    }

    private async Task<IReadOnlyList<GroupRow>> AskAsync(
        CommittedGroup group,
        GroupMember member,
        Revision revision,
        IReadOnlyList<KeyPlan> keys,
        CancellationToken cancel
    )
    {
        if (registry[member.Node].Status is null)
        {
            return [];
        }

        var plan = MachinePlans.Of(group, member, revision, keys);
        var answer = await AskAsync(member.Node, FailoverCommand.Validate, plan, cancel);
        return answer switch
        {
            null => [GroupRow.Of(member.Node, "agent", FailoverProblems.NoAgent.At("", "It does not answer."))],
            { Refused: { } why } => [GroupRow.Of(member.Node, "agent", FailoverProblems.Refused.At("", why))],
            _ => [.. answer.Rows.Select(row => new GroupRow(member.Node, row))],
        };
    }

    private Task<FailoverAnswer?> AskAsync(
        string node,
        FailoverCommand command,
        MachinePlan? plan,
        CancellationToken cancel
    ) => questions.AskAsync(node, new FailoverRequest(Guid.CreateVersion7(clock.GetUtcNow()), command, plan), cancel);
}
