using Holdfast.Model.Problems;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.Errors;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Layout.Fields;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Holdfast.Portal.Layout;

/// <summary>What all pages have in common.</summary>
public abstract class PortalPage : PageModel
{
    private const string DoneKey = "done";

    /// <summary>Who it is; only where the access filter has let somebody in.</summary>
    protected Visitor Visitor =>
        Visitor.AtAnyStage(User) ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>What was typed, and what is wrong with it.</summary>
    public FormState Form { get; protected set; } = FormState.Empty;

    /// <summary>What the form before this page has done; told once.</summary>
    public string? Done => TempData[DoneKey] as string;

    /// <summary>Whether who is there has the right; what somebody may not do is not offered.</summary>
    public bool May(Right right) => Visitor.Of(User)?.May(right) == true;

    protected CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The page again, with what was typed and all that is wrong.</summary>
    protected PageResult Again(params IReadOnlyList<Problem> problems)
    {
        Form = FormState.Posted(Request.Form, problems);
        Response.StatusCode = ProblemStatus.Of(problems[0].Kind);
        return Page();
    }

    /// <summary>On to another page, which tells what was done.</summary>
    protected LocalRedirectResult GoOn(string address, string done)
    {
        TempData[DoneKey] = done;
        return LocalRedirect(address);
    }

    /// <summary>The answer holds something that must not be kept by browsers and proxies.</summary>
    protected void DoNotKeep() => Response.Headers.CacheControl = "no-store";

    protected string Posted(string field) => Request.Form[field].ToString();

    /// <summary>For a page that shows to one what another may not see.</summary>
    protected ProblemPageResult NotOpen(Right needed)
    {
        ProblemAnswer.Wait(HttpContext, RequestProblems.Forbidden.At("", AccessWords.RolesWith(needed)));
        return new(StatusCodes.Status403Forbidden);
    }

    protected static ProblemPageResult NothingHere() => new(StatusCodes.Status404NotFound);
}
