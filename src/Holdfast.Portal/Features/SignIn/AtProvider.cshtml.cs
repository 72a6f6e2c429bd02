using System.Collections.Frozen;
using Holdfast.Model.Problems;
using Holdfast.Portal.Access;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Layout.Fields;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Holdfast.Portal.Features.SignIn;

/// <summary>The way to a provider and back. It is seen only when something is wrong.</summary>
[Needs(Right.Everybody)]
public sealed class AtProviderModel(IProviderDesk desk) : PortalPage
{
    /// <summary>Where one came from; always a path of this portal.</summary>
    public string ReturnTo { get; private set; } = Addresses.Home;

    /// <param name="anew">Sign in there again, although the provider knows the browser.</param>
    public async Task<IActionResult> OnGetAsync(Guid id, string? returnTo, bool anew)
    {
        DoNotKeep();
        ReturnTo = Addresses.Local(returnTo);
        var address = await desk.BeginAsync(HttpContext, id, ReturnTo, anew);
        return address.Value is { } there ? Redirect(there.AbsoluteUri) : Failed(address.Problems);
    }

    public async Task<IActionResult> OnGetBackAsync(Guid id)
    {
        DoNotKeep();
        var entry = await desk.FinishAsync(HttpContext, id);
        ReturnTo = entry.ReturnTo;
        return entry.Problem is { } problem ? Failed([problem]) : LocalRedirect(ReturnTo);
    }

    private PageResult Failed(IReadOnlyList<Problem> problems)
    {
        Form = FormState.Showing(FrozenDictionary<string, string>.Empty, problems);
        Response.StatusCode = ProblemStatus.Of(problems[0].Kind);
        return Page();
    }
}
