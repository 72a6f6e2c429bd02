using Holdfast.Data.Failover;
using Holdfast.Model.Failover;
using Holdfast.Portal.Failover;

namespace Holdfast.Portal.Features.Failover;

/// <summary>What a look at a group found.</summary>
/// <param name="Before">What was in force then.</param>
/// <param name="Group">Null: something is bad.</param>
public sealed record GroupCheck(StoredFailoverGroup Before, CommittedGroup? Group, IReadOnlyList<GroupRow> Rows);

internal static class ManyRows
{
    public static async Task<IEnumerable<GroupRow>> FlattenAsync(this Task<IReadOnlyList<GroupRow>[]> rows) =>
        (await rows).SelectMany(some => some);
}
