using Holdfast.Identity.Passwords;
using Holdfast.Identity.UserNames;
using Holdfast.Model.Problems;

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
}
