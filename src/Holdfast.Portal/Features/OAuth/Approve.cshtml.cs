using Holdfast.Portal.Access;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.OAuth;

/// <summary>The authorization endpoint as people see it: an app asks, a person says yes or no.</summary>
[Needs(Right.Own)]
public sealed class ApproveModel(IAppApproval approval) : PortalPage
{
    private const string Yes = "yes";
    private const string No = "no";

    public ApprovalStep? Step { get; private set; }

    public async Task<IActionResult> OnGetAsync() => Show(await approval.BeginAsync(Query, Visitor, Aborted));

    public async Task<IActionResult> OnPostAsync() =>
        Posted("approve") is Yes or No
            ? Show(await approval.DecideAsync(Query, Posted("approve") == Yes, Visitor, Aborted))
            : await OnGetAsync();

    private string Query => Request.QueryString.Value ?? "";

    private IActionResult Show(ApprovalStep step)
    {
        DoNotKeep();
        if (step is ApprovalStep.NeedFactor)
        {
            return LocalRedirect(Addresses.Factors(Request.Path + Query));
        }

        Step = step;
        if (step is ApprovalStep.Refuse)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
        }

        return step is ApprovalStep.GoTo { Address: var address } ? Redirect(address) : Page();
    }
}
