namespace Holdfast.Bench.Reports;

/// <param name="What">What was measured, with the peer in brackets.</param>
/// <param name="Ours">In <paramref name="Unit"/>.</param>
/// <param name="Peer">What a user would pick instead, in the same unit; null: there is nothing to compare with.</param>
/// <param name="Goal">What we want to keep, for people; null: none.</param>
/// <param name="IsMet">Whether it was kept; null: it is not judged.</param>
internal sealed record Row(
    string What,
    double Ours,
    double? Peer,
    string Unit,
    string? Goal = null,
    Func<Row, bool>? IsMet = null
)
{
    /// <summary>The goal and what became of it.</summary>
    public string? Verdict => IsMet is null ? Goal : $"{Goal}: {(IsMet(this) ? "met" : "missed")}";

    public double? Ratio => Peer is { } peer and not 0 ? Ours / peer : null;
}
