using Holdfast.Identity;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.Account;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Layout.Fields;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Factors;

/// <summary>What the link of the administrator opens. To look uses nothing up.</summary>
[Needs(Right.Everybody)]
public sealed class ResetPasswordModel(IPasswordReset reset) : PortalPage
{
    public string Token { get; private set; } = "";

    /// <summary>Null: the link is void.</summary>
    public string? UserName { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? token)
    {
        DoNotKeep();
        Token = token ?? "";
        UserName = await reset.FindAsync(Token, Aborted);
        if (UserName is null)
        {
            Form = FormState.Showing(
                new Dictionary<string, string>(StringComparer.Ordinal),
                FactorProblems.LinkVoid.At("", "")
            );
            Response.StatusCode = StatusCodes.Status404NotFound;
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? token)
    {
        if (await OnGetAsync(token) is var page && UserName is null)
        {
            return page;
        }

        if (Posted("newPassword") != Posted("repeatedPassword"))
        {
            return Again(AccountProblems.NotRepeated.At("repeatedPassword", ""));
        }

        var problems = await reset.SetAsync(Token, Posted("newPassword"), Aborted);
        return problems.Count == 0
            ? GoOn(Addresses.SignIn(Addresses.Home), "Your password is set. Sign in with it.")
            : Again(problems);
    }
}
