using Holdfast.Data.Users;
using Holdfast.Identity.Ldap;
using Holdfast.Portal.Features.Users;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Sources.People;

/// <summary>What a person of a source is here. Pure.</summary>
public static class PersonRules
{
    /// <summary>The groups here, in ordinal order, at most as many as a user may have: those first that an administrator named.</summary>
    public static IReadOnlyList<string> GroupsOf(FoundPerson person, GroupRules rules)
    {
        var mapped = person.Groups.SelectMany(group =>
            rules.Map.Where(one => Means(one.From, group)).Select(one => one.To)
        );
        var own = rules.OnlyMapped
            ? []
            : person
                .Groups.Where(group => !rules.Map.Any(one => Means(one.From, group)))
                .Select(group => group.Name)
                .Where(GroupNames.IsName);
        return
        [
            .. mapped
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Concat(own.Order(StringComparer.Ordinal))
                .Distinct(StringComparer.Ordinal)
                .Take(GroupNames.MaximumCount)
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Groups of the source that are none here, because of their names.</summary>
    public static IEnumerable<string> NotTakenOver(FoundPerson person, GroupRules rules) =>
        rules.OnlyMapped
            ? []
            : person
                .Groups.Where(group => !rules.Map.Any(one => Means(one.From, group)) && !GroupNames.IsName(group.Name))
                .Select(group => group.Name);

    public static Role RoleOf(FoundPerson person, GroupRules rules) =>
        rules
            .Roles.Where(role => person.Groups.Any(group => Means(role.From, group)))
            .Select(role => role.Role)
            .DefaultIfEmpty(Role.User)
            .Max();

    /// <returns>Null: none, or none that is an address.</returns>
    public static string? MailOf(FoundPerson person) =>
        person.Mail is { Length: > 0 } mail && MailAddresses.Check(mail).Count == 0 ? mail : null;

    private static bool Means(string from, FoundGroup group) =>
        from.Trim().Equals(group.Name, StringComparison.OrdinalIgnoreCase)
        || (group.Dn is { } dn && LdapDn.Key(from) == LdapDn.Key(dn));
}
