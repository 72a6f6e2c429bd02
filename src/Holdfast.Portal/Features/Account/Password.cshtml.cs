using Holdfast.Portal.Access;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Account;

[BeforePasswordChange]
[Needs(Right.Own)]
public sealed class PasswordModel(IAccountDesk desk) : PortalPage
{
    public string ReturnTo { get; private set; } = Addresses.Home;

    public bool IsForced => Visitor.MustChangePassword;

    public void OnGet(string? returnTo)
    {
        DoNotKeep();
        ReturnTo = Addresses.Local(returnTo);
    }

    public async Task<IActionResult> OnPostAsync(string? returnTo)
    {
        OnGet(returnTo);
        var changed = Posted("newPassword");
        if (changed != Posted("repeatedPassword"))
        {
            return Again(AccountProblems.NotRepeated.At("repeatedPassword", ""));
        }

        var problems = await desk.ChangePasswordAsync(
            HttpContext,
            Visitor,
            Posted("currentPassword"),
            changed,
            Aborted
        );
        return problems.Count == 0
            ? GoOn(ReturnTo == Addresses.Home ? Addresses.Account : ReturnTo, "Your password is changed.")
            : Again(problems);
    }
}
