using Holdfast.Model.Problems;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Factors;

/// <summary>A page on which somebody proves a second factor. Its forms stand in <c>_ProofForms</c>.</summary>
public abstract class ProofPage(IProofDesk desk, IPasskeyDesk passkeys) : PortalPage
{
    protected IProofDesk Desk => desk;

    /// <summary>Where to go on; always a path of this portal.</summary>
    public string ReturnTo { get; private set; } = Addresses.Home;

    public ProofWays Ways { get; private set; } = ProofWays.None;

    /// <summary>Null: no passkey can be used.</summary>
    public PasskeyRequest? Passkey { get; private set; }

    public async Task OnGetAsync(string? returnTo)
    {
        DoNotKeep();
        ReturnTo = Addresses.Local(returnTo);
        Ways = await desk.ReadAsync(Visitor, Aborted);
        Passkey = await passkeys.OfferProofAsync(Visitor, Aborted);
    }

    public async Task<IActionResult> OnPostCodeAsync(string? returnTo) =>
        await AnswerAsync(returnTo, await desk.ByAppAsync(HttpContext, Visitor, Posted("code")));

    public async Task<IActionResult> OnPostRecoveryAsync(string? returnTo) =>
        await AnswerAsync(returnTo, await desk.ByRecoveryCodeAsync(HttpContext, Visitor, Posted("recoveryCode")));

    public async Task<IActionResult> OnPostPasskeyAsync(string? returnTo) =>
        await AnswerAsync(
            returnTo,
            await passkeys.ProveAsync(HttpContext, Visitor, Posted("ticket"), Posted("answer"))
        );

    protected async Task<IActionResult> AnswerAsync(string? returnTo, Problem? problem)
    {
        if (problem is null)
        {
            return LocalRedirect(Addresses.Local(returnTo));
        }

        await OnGetAsync(returnTo);
        return Again(problem);
    }
}
