namespace Holdfast.Mesh.Claims;

/// <summary>
/// Who carries a prefix. A pure function of what is claimed: members that know the same records choose the same holder, whenever they
/// started and whom they heard first.
/// </summary>
public static class ClaimOrder
{
    /// <summary>The willing before those that wait or give up, the higher priority, the incumbent, and last the smaller id.</summary>
    public static int Compare(Candidate left, Candidate right)
    {
        var (a, b) = (left.Claim, right.Claim);
        return a.State.CompareTo(b.State) is not 0 and var state ? state
            : b.Priority.CompareTo(a.Priority) is not 0 and var priority ? priority
            : a.Epoch.CompareTo(b.Epoch) is not 0 and var epoch ? epoch
            : left.Host.CompareTo(right.Host);
    }

    /// <summary>In the order in which they are to carry the prefix. Who may not claim it beside the first is left out.</summary>
    /// <param name="order">Such as <see cref="Compare"/>.</param>
    public static IReadOnlyList<Candidate> Rank(IEnumerable<Candidate> claimed, Comparison<Candidate> order)
    {
        var ranked = claimed.ToList();
        ranked.Sort(order);
        return ranked is [var first, ..] && !ranked.TrueForAll(other => MayStandBeside(first, other))
            ? ranked.Where(other => MayStandBeside(first, other)).ToList()
            : ranked;
    }

    /// <summary>Only claims that are shared on purpose by all who make them are shared.</summary>
    public static bool MayStandBeside(Candidate first, Candidate other) =>
        first == other || (first.Claim.Kind == ClaimKind.Anycast && other.Claim.Kind == ClaimKind.Anycast);
}
