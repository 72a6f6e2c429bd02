using Holdfast.Model.Problems;
using Holdfast.Portal.Access;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Errors;

/// <summary>What a person sees when a request came to nothing. The status has been set before; this draws the page.</summary>
[IgnoreAntiforgeryToken]
[Needs(Right.Everybody)]
public sealed class ProblemModel : PortalPage
{
    private ProblemKind _kind = RequestProblems.Unexpected;

    public string Title => _kind.Title;

    public string Explanation => _kind.Remedy;

    public string Id => _kind.Id;

    /// <summary>The particulars, where they are for everybody; empty: there are none.</summary>
    public string Detail { get; private set; } = "";

    public void OnGet(int status)
    {
        DoNotKeep();
        // What is in the way of a database is told apart; the others follow from the status.
        _kind = status switch
        {
            StatusCodes.Status403Forbidden when ProblemAnswer.WaitingIn(HttpContext) is { } refused => Told(refused),
            StatusCodes.Status503ServiceUnavailable when ProblemAnswer.WaitingIn(HttpContext) is { } waiting =>
                waiting.Kind,
            StatusCodes.Status404NotFound => RequestProblems.NotFound,
            StatusCodes.Status405MethodNotAllowed => RequestProblems.WrongMethod,
            StatusCodes.Status403Forbidden => RequestProblems.Forbidden,
            StatusCodes.Status400BadRequest => RequestProblems.StaleForm,
            StatusCodes.Status413PayloadTooLarge => RequestProblems.TooLarge,
            StatusCodes.Status503ServiceUnavailable => RequestProblems.Unavailable,
            _ => RequestProblems.Unexpected,
        };
    }

    private ProblemKind Told(Problem problem)
    {
        Detail = problem.Detail;
        return problem.Kind;
    }

    public void OnPost(int status) => OnGet(status);
}
