using Holdfast.Identity.Passwords;
using Holdfast.Identity.UserNames;
using Holdfast.Model.Problems;

namespace Holdfast.Portal.Features.Users;

/// <summary>All that is wrong with a wanted user, at once.</summary>
internal static class UserDraftRules
{
    public static IReadOnlyList<Problem> Check(UserDraft wanted, Outcome<UserName> name) =>
        [
            .. name.Problems,
            .. wanted.Password is null || name.Value is null ? [] : PasswordRules.Check(name.Value, wanted.Password),
            .. GroupNames.Check(wanted.Groups),
            .. MailAddresses.Check(wanted.MailAddress),
        ];
}
