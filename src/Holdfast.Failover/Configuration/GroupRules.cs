using Holdfast.Failover.Configuration.Rules;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Configuration;

/// <summary>What a configuration must keep to. Finds all mistakes at once. To add a rule: a file in <c>Rules/</c> and a line here.</summary>
public static class GroupRules
{
    private static readonly IGroupRule[] All =
    [
        new MembersRule(),
        new SelfRule(),
        new LinksRule(),
        new PathsRule(),
        new UnitsRule(),
        new UnitAddressesRule(),
        new FamiliesRule(),
        new LinkLocalRule(),
        new NumbersRule(),
        new ExpectsRule(),
        new HookRule(),
        new KeysRule(),
        new WitnessedRule(),
        new DatabaseRule(),
        new GrantRule(),
    ];

    public static IReadOnlyList<Problem> Check(FailoverFile file) => [.. All.SelectMany(rule => rule.Check(file))];
}
