namespace Holdfast.Failover.Members;

/// <summary>
/// One reign over the addresses of a unit. Totally ordered: the term decides, then the member. The higher epoch is right, whatever the
/// priority. Each claim makes a new one, and it is durable before anybody hears of it.
/// </summary>
/// <param name="Term">0 for <see cref="None"/>, else 1 to <see cref="MaximumTerm"/>.</param>
/// <param name="Member">Who claimed it; two who claim at the same time have the same term.</param>
public readonly record struct Epoch(long Term, MemberId Member) : IComparable<Epoch>
{
    /// <summary>Far from overflow; a heartbeat with more is refused, so that a damaged disk cannot end the counting.</summary>
    public const long MaximumTerm = 1L << 62;

    /// <summary>Before the first claim.</summary>
    public static readonly Epoch None;

    /// <summary>The epoch that <paramref name="claimant"/> makes when this is the highest that it knows.</summary>
    public Epoch Next(MemberId claimant) => new(Term + 1, claimant);

    public static Epoch Highest(Epoch left, Epoch right) => left >= right ? left : right;

    public int CompareTo(Epoch other) =>
        Term != other.Term ? Term.CompareTo(other.Term) : Member.CompareTo(other.Member);

    public static bool operator <(Epoch left, Epoch right) => left.CompareTo(right) < 0;

    public static bool operator >(Epoch left, Epoch right) => left.CompareTo(right) > 0;

    public static bool operator <=(Epoch left, Epoch right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Epoch left, Epoch right) => left.CompareTo(right) >= 0;

    public override string ToString() => $"{Term}.{Member}";
}
