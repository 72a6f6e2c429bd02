using Holdfast.Data.Sources;
using Holdfast.Data.Users;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Sources.People;

/// <summary>What has to change of a user so that it is as the source says; null: as it is. Pure.</summary>
/// <param name="Mail">Empty: none any more.</param>
/// <param name="Returns">The person was gone, was disabled for that alone, and is there again.</param>
public sealed record PersonChange(string? Mail, Role? Role, IReadOnlyList<string>? Groups, bool Returns)
{
    public bool IsNothing => Mail is null && Role is null && Groups is null && !Returns;

    public static PersonChange Of(KnownPerson known, FoundPerson person, GroupRules rules)
    {
        var (mail, role, groups) = (
            PersonRules.MailOf(person) ?? "",
            PersonRules.RoleOf(person, rules),
            PersonRules.GroupsOf(person, rules)
        );
        return new(
            mail == (known.User.MailAddress ?? "") ? null : mail,
            role == known.User.Role ? null : role,
            groups.SequenceEqual(known.User.Groups, StringComparer.Ordinal) ? null : groups,
            known.Person.VanishedAt is { } gone && known.User.DisabledAt == gone
        );
    }
}
