using Holdfast.Model.Problems;
using Holdfast.Portal.Failover;
using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.Failover;

/// <summary>The administration of the failover group.</summary>
public interface IFailoverDesk
{
    Task<FailoverView> ReadAsync(CancellationToken cancel);

    /// <summary>Looks, and changes nothing. Takes a second or some.</summary>
    Task<IReadOnlyList<GroupRow>> ValidateAsync(GroupDraft draft, CancellationToken cancel);

    /// <returns>What was looked at, and why nothing was changed; null: it is in force.</returns>
    Task<(IReadOnlyList<GroupRow> Rows, Problem? Problem)> CommitAsync(
        Visitor by,
        GroupDraft draft,
        CancellationToken cancel
    );

    Task<Problem?> RemoveAsync(Visitor by, CancellationToken cancel);

    /// <param name="vrid">Null: all units.</param>
    /// <param name="successor">A node; null: whoever is best.</param>
    Task<Problem?> SwitchOverAsync(Visitor by, int? vrid, string? successor, CancellationToken cancel);

    /// <summary>Begins to change the key of heartbeats.</summary>
    Task<Problem?> ChangeKeyAsync(Visitor by, CancellationToken cancel);

    /// <summary>The new key was brought to the witness.</summary>
    Task<Problem?> WitnessHasKeyAsync(Visitor by, CancellationToken cancel);

    Task<Problem?> HoldAsync(Visitor by, string node, bool hold, CancellationToken cancel);
}
