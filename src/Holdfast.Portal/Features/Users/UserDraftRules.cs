using Holdfast.Identity.Passwords;
using Holdfast.Identity.UserNames;
using Holdfast.Model.Problems;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.Audit;

namespace Holdfast.Portal.Features.Users;

/// <summary>All that is wrong with a wanted user, at once.</summary>
internal static class UserDraftRules
{
    public static IReadOnlyList<Problem> Check(UserDraft wanted, Outcome<UserName> name, Actor actor) =>
        [
            .. name.Problems,
            .. wanted.Password is null || name.Value is null ? [] : PasswordRules.Check(name.Value, wanted.Password),
            .. GroupNames.Check(wanted.Groups),
            .. MailAddresses.Check(wanted.MailAddress),
            .. actor.MayActOn(wanted.Role)
                ? []
                : new[] { AccessProblems.RoleIsGiven.At("role", AccessWords.Of(wanted.Role)) },
        ];
}
