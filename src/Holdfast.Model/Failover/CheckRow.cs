using Holdfast.Model.Problems;

namespace Holdfast.Model.Failover;

/// <summary>One thing that was looked at before machines share addresses.</summary>
/// <param name="What">Such as <c>192.0.2.10 on eth0</c>.</param>
/// <param name="Problem">Its id, such as <c>HF-2042</c>; null: it is good.</param>
/// <param name="Title">What is wrong.</param>
/// <param name="Detail">The particulars.</param>
/// <param name="Remedy">What to do; of a good row: it works, and could be better.</param>
public sealed record CheckRow(
    string What,
    string? Problem = null,
    string? Title = null,
    string? Detail = null,
    string? Remedy = null
)
{
    /// <summary>It is good, and there is something to think of.</summary>
    public static CheckRow Advice(string what, string detail, string remedy) =>
        new(what, Detail: detail, Remedy: remedy);

    public static CheckRow Of(string what, Problem? bad) =>
        bad is null ? new(what) : new(what, bad.Id, bad.Kind.Title, bad.Detail, bad.Kind.Remedy);
}
