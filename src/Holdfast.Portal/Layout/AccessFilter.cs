using Holdfast.Identity.Factors;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.Errors;
using Holdfast.Portal.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Holdfast.Portal.Layout;

/// <summary>Lets people look at a page, and do what it offers, who have the right that it needs; where one was going is not forgotten.</summary>
public sealed class AccessFilter : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(
        PageHandlerExecutingContext context,
        PageHandlerExecutionDelegate next
    )
    {
        context.Result = Refusal(context, Visitor.AtAnyStage(context.HttpContext.User));
        if (context.Result is null)
        {
            await next();
        }
    }

    private static IActionResult? Refusal(PageHandlerExecutingContext context, Visitor? visitor)
    {
        var needed = PageRights.Needed(context.ActionDescriptor.ModelTypeInfo, context.HandlerMethod);
        if (needed == Right.Everybody)
        {
            return null;
        }

        if (visitor is null)
        {
            return new LocalRedirectResult(Addresses.SignIn(ComeBackTo(context.HttpContext.Request)));
        }

        if (Has<AtSecondStepAttribute>(context) != (visitor.Need == FactorNeed.Prove))
        {
            return visitor.Need == FactorNeed.Prove
                ? new LocalRedirectResult(Addresses.SecondStep(ComeBackTo(context.HttpContext.Request)))
                : new LocalRedirectResult(Addresses.Home);
        }

        if (visitor.Need == FactorNeed.Enrol && !Has<BeforeEnrolmentAttribute>(context))
        {
            return new LocalRedirectResult(Addresses.Factors(ComeBackTo(context.HttpContext.Request)));
        }

        if (
            visitor.Need == FactorNeed.Nothing
            && visitor.MustChangePassword
            && !Has<BeforePasswordChangeAttribute>(context)
        )
        {
            return new LocalRedirectResult(Addresses.Password(ComeBackTo(context.HttpContext.Request)));
        }

        if (needed is not { } right || !visitor.May(right))
        {
            return Forbidden(context.HttpContext, needed);
        }

        return Has<WhenFreshAttribute>(context) && !visitor.IsFresh
            ? new LocalRedirectResult(Addresses.Confirm(ComeBackTo(context.HttpContext.Request)))
            : null;
    }

    private static ProblemPageResult Forbidden(HttpContext http, Right? needed)
    {
        ProblemAnswer.Wait(
            http,
            RequestProblems.Forbidden.At("", needed is { } right ? AccessWords.RolesWith(right) : "")
        );
        return new ProblemPageResult(StatusCodes.Status403Forbidden);
    }

    private static bool Has<T>(PageHandlerExecutingContext context)
        where T : Attribute => context.ActionDescriptor.ModelTypeInfo?.IsDefined(typeof(T), inherit: true) == true;

    private static string ComeBackTo(HttpRequest request) => request.Path + request.QueryString;
}
