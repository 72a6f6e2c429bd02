using Holdfast.Data.Users;
using Holdfast.Identity.Passwords;
using Holdfast.Identity.UserNames;
using Holdfast.Model.Problems;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Hosting;

namespace Holdfast.Portal.Features.Users;

/// <summary>All that is wrong with a wanted change, at once.</summary>
internal static class UserChangeRules
{
    public static IReadOnlyList<Problem> Check(string name, UserChange change) =>
        [
            .. change.Password is null || UserName.Read(name).Value is not { } parsed
                ? []
                : PasswordRules.Check(parsed, change.Password),
            .. change.Groups is null ? [] : GroupNames.Check(change.Groups),
            .. MailAddresses.Check(change.MailAddress),
        ];

    /// <summary>Why this actor may not do this to this user; null: it may.</summary>
    public static Problem? Refusal(User user, UserChange change, Actor actor) =>
        !actor.MayActOn(user.Role) ? AccessProblems.MoreThanAUser.At(user.Name, "")
        : change.Role is { } role && role != user.Role && !actor.May(Right.GiveRights)
            ? AccessProblems.RoleIsGiven.At("role", "")
        : change is not { Password: null, Groups: null, MailAddress: null } && !actor.May(Right.ChangePeople)
            ? RequestProblems.Forbidden.At("", AccessWords.RolesWith(Right.ChangePeople))
        : null;
}
