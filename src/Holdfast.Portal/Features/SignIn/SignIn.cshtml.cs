using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.SignIn;

/// <summary>The names of the fields are known to administrators' scripts.</summary>
[ForEverybody]
public sealed class SignInModel(ISignInDesk desk) : PortalPage
{
    /// <summary>Where one came from; always a path of this portal.</summary>
    public string ReturnTo { get; private set; } = Addresses.Home;

    public IActionResult OnGet(string? returnTo)
    {
        DoNotKeep();
        ReturnTo = Addresses.Local(returnTo);
        return Layout.Visitor.Of(User) is null ? Page() : LocalRedirect(ReturnTo);
    }

    public async Task<IActionResult> OnPostAsync(string? returnTo)
    {
        DoNotKeep();
        ReturnTo = Addresses.Local(returnTo);
        var problem = await desk.SignInAsync(HttpContext, Posted("userName"), Posted("userPass"));
        return problem is null ? LocalRedirect(ReturnTo) : Again(problem);
    }
}
