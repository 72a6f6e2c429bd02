using Holdfast.Identity.Factors;
using Holdfast.Model.Problems;
using Holdfast.Portal.Access;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Factors;

/// <summary>The own second factors. To look is free; to change them, one proves again who it is.</summary>
[BeforeEnrolment]
[Needs(Right.Own)]
public sealed class FactorsModel(IFactorDesk desk, IPasskeyDesk passkeys) : PortalPage
{
    public string ReturnTo { get; private set; } = Addresses.Home;

    public FactorsView View { get; private set; } = new(null, 0, Demanded: false);

    /// <summary>Shown once.</summary>
    public RecoveryCodeSheet? Sheet { get; private set; }

    /// <summary>Nothing else is open before a factor is there.</summary>
    public bool IsForced => Visitor.Need == FactorNeed.Enrol;

    public async Task OnGetAsync(string? returnTo)
    {
        ReturnTo = Addresses.Local(returnTo);
        View = await desk.ReadAsync(Visitor, Aborted);
    }

    public Task<IActionResult> OnPostRemoveAppAsync(string? returnTo) =>
        ChangeAsync(returnTo, () => desk.RemoveAppAsync(Visitor, Aborted), "The authenticator app is removed.");

    public Task<IActionResult> OnPostRemovePasskeyAsync(string? returnTo, Guid id) =>
        ChangeAsync(returnTo, () => passkeys.RemoveAsync(Visitor, id, Aborted), "The passkey is removed.");

    public async Task<IActionResult> OnPostRecoveryCodesAsync(string? returnTo)
    {
        DoNotKeep();
        if (!Visitor.IsFresh)
        {
            return LocalRedirect(Addresses.Confirm(Addresses.Factors(Addresses.Local(returnTo))));
        }

        var made = await desk.NewRecoveryCodesAsync(Visitor, Aborted);
        await OnGetAsync(returnTo);
        if (!made.Succeeded)
        {
            return Again(made.Problems);
        }

        Sheet = new(made.Value.RecoveryCodes, Addresses.Factors(ReturnTo));
        return Page();
    }

    private async Task<IActionResult> ChangeAsync(string? returnTo, Func<Task<Problem?>> change, string done)
    {
        var here = Addresses.Factors(Addresses.Local(returnTo));
        if (!Visitor.IsFresh)
        {
            return LocalRedirect(Addresses.Confirm(here));
        }

        if (await change() is not { } problem)
        {
            return GoOn(here, done);
        }

        await OnGetAsync(returnTo);
        return Again(problem);
    }
}
