namespace Holdfast.Bench.Reports;

/// <param name="What">What was measured, with the peer in brackets.</param>
/// <param name="Ours">In <paramref name="Unit"/>.</param>
/// <param name="Peer">What a user would pick instead, in the same unit; null: there is nothing to compare with.</param>
/// <param name="Goal">What we want to keep, for people; null: none.</param>
internal sealed record Row(string What, double Ours, double? Peer, string Unit, string? Goal = null)
{
    public double? Ratio => Peer is { } peer and not 0 ? Ours / peer : null;
}
