using Holdfast.Portal.Access;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.SignIn;

[Needs(Right.Everybody)]
public sealed class SignOutModel(ISignInDesk desk) : PortalPage
{
    public void OnGet() => DoNotKeep();

    public async Task<IActionResult> OnPostAsync()
    {
        await desk.SignOutAsync(HttpContext);
        return GoOn(Addresses.SignIn(Addresses.Home), "You are signed out.");
    }
}
