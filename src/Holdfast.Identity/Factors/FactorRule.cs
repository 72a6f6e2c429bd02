namespace Holdfast.Identity.Factors;

/// <summary>Who must have a second factor, and what follows for a session.</summary>
/// <param name="Demand">By role.</param>
/// <param name="Groups">Whose members must have one, whatever their role.</param>
public sealed record FactorRule(FactorDemand Demand, IReadOnlyCollection<string> Groups)
{
    /// <summary>After it, what is sensitive asks again who it is.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromMinutes(15);

    /// <param name="isMore">The role is more than that of a user: the person sees or changes what is others'.</param>
    /// <param name="groups">Of the person.</param>
    public bool Demands(bool isMore, IEnumerable<string> groups) =>
        Demand == FactorDemand.Everybody
        || (Demand == FactorDemand.Administrators && isMore)
        || groups.Any(Groups.Contains);

    /// <summary>
    /// Who has a second factor proves it, demanded or not: a password alone opens nothing then, also in a session that is older than
    /// the factor.
    /// </summary>
    /// <param name="demanded">Of this person.</param>
    /// <param name="has">One or more that are enrolled.</param>
    /// <param name="proven">One of them, in this session.</param>
    public static FactorNeed NeedOf(bool demanded, bool has, bool proven) =>
        proven ? FactorNeed.Nothing
        : has ? FactorNeed.Prove
        : demanded ? FactorNeed.Enrol
        : FactorNeed.Nothing;

    /// <summary>Whether who is there proved it a moment ago. A proof from the future is none: the clock was wrong.</summary>
    public static bool IsFresh(DateTimeOffset? confirmedAt, DateTimeOffset now) =>
        confirmedAt is { } at && at <= now + Skew && now - at < Freshness;

    /// <summary>Portals' clocks differ by as much.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);
}
