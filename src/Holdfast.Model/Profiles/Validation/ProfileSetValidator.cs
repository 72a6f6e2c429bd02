using Holdfast.Model.Problems;
using Holdfast.Model.Profiles.Validation.Rules;

namespace Holdfast.Model.Profiles.Validation;

/// <summary>Judges all profiles as a whole, without stopping at the first mistake.</summary>
/// <remarks>
/// To add a rule: a class in <c>Rules</c>, a line in one of the two lists, a kind in <see cref="ProfileProblems"/>, a negative test.
/// It says nothing that may only follow from a value that could not be read: see <see cref="PlacedProfile.Knows"/>.
/// </remarks>
public static class ProfileSetValidator
{
    private static readonly IProfileRule[] OneByOne =
    [
        new IdRule(),
        new DisplayNameRule(),
        new HostNameRule(),
        new PlacementRule(),
        new FurtherUnitsRule(),
        new NumbersRule(),
        new SomeProtocolRule(),
        new PoolRule(),
        new ProcessesRule(),
        new SlicesRule(),
        new ExposedPortsRule(),
        new ProxyUrlRule(),
        new DnsServersRule(),
        new SearchDomainsRule(),
        new DnsNeededRule(),
        new DnsReachableRule(),
        new RoutesRule(),
        new NamesRule(),
        new DuplicatesRule(),
        new ListLengthsRule(),
    ];

    private static readonly IProfileSetRule[] Together =
    [
        new ProfileCountRule(),
        new UniqueIdRule(),
        new DisjointPoolsRule(),
        new DistinctPortsRule(),
    ];

    /// <summary>All mistakes, profile by profile; empty: the set may come into force.</summary>
    public static IReadOnlyList<Problem> Validate(IReadOnlyList<Profile> profiles) =>
        Validate(profiles, UnreadPlaces.None);

    /// <summary>All mistakes that are certain whatever was meant where it could not be read.</summary>
    /// <param name="unread">Such as <c>[2].wireGuard.pool4</c>, and <c>[0]</c> for a whole profile that is left out.</param>
    public static IReadOnlyList<Problem> Validate(IReadOnlyList<Profile> profiles, UnreadPlaces unread)
    {
        var placed = PlacedProfile.All(profiles, unread);
        return
        [
            .. placed.SelectMany(one => OneByOne.SelectMany(rule => rule.Check(one))),
            .. Together.SelectMany(rule => rule.Check(placed)),
        ];
    }
}
