using Holdfast.Model.Problems;
using Holdfast.Portal.Failover;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.Failover;

/// <summary>The administration of the failover group, for the pages.</summary>
public sealed class FailoverDesk(FailoverViews views, FailoverChecks checks, FailoverCommands commands) : IFailoverDesk
{
    public Task<FailoverView> ReadAsync(CancellationToken cancel) => views.ReadAsync(cancel);

    public async Task<IReadOnlyList<GroupRow>> ValidateAsync(GroupDraft draft, CancellationToken cancel) =>
        (await checks.LookAsync(draft, cancel)).Rows;

    public Task<(IReadOnlyList<GroupRow> Rows, Problem? Problem)> CommitAsync(
        Visitor by,
        GroupDraft draft,
        CancellationToken cancel
    ) => commands.CommitAsync(draft, Actor.Of(by), cancel);

    public Task<Problem?> RemoveAsync(Visitor by, CancellationToken cancel) =>
        commands.RemoveAsync(Actor.Of(by), cancel);

    public Task<Problem?> SwitchOverAsync(Visitor by, int? vrid, string? successor, CancellationToken cancel) =>
        commands.SwitchOverAsync(vrid, successor, Actor.Of(by), cancel);

    public Task<Problem?> ChangeKeyAsync(Visitor by, CancellationToken cancel) =>
        commands.ChangeKeyAsync(Actor.Of(by), cancel);

    public Task<Problem?> WitnessHasKeyAsync(Visitor by, CancellationToken cancel) =>
        commands.WitnessHasKeyAsync(Actor.Of(by), cancel);

    public Task<Problem?> HoldAsync(Visitor by, string node, bool hold, CancellationToken cancel) =>
        commands.HoldAsync(node, hold, Actor.Of(by), cancel);
}
