using Holdfast.Model.Failover;
using Holdfast.Model.Problems;

namespace Holdfast.Portal.Failover;

/// <summary>One thing that was looked at before a group is committed.</summary>
/// <param name="Node">On whose machine; null: it is about all.</param>
public sealed record GroupRow(string? Node, CheckRow Row)
{
    public bool IsGood => Row.Problem is null;

    /// <summary>Good, and there is something to think of.</summary>
    public bool IsAdvice => IsGood && Row.Remedy is not null;

    public static GroupRow Of(string? node, string what, Problem? bad = null) => new(node, CheckRow.Of(what, bad));
}
