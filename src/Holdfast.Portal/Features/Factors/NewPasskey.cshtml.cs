using Holdfast.Portal.Access;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Factors;

[BeforeEnrolment]
[WhenFresh]
[Needs(Right.Own)]
public sealed class NewPasskeyModel(IPasskeyDesk desk) : PortalPage
{
    public string ReturnTo { get; private set; } = Addresses.Home;

    /// <summary>Null: no passkeys at this address.</summary>
    public PasskeyRequest? Offer { get; private set; }

    /// <summary>Shown once.</summary>
    public RecoveryCodeSheet? Sheet { get; private set; }

    public async Task OnGetAsync(string? returnTo)
    {
        DoNotKeep();
        ReturnTo = Addresses.Local(returnTo);
        Offer = await desk.OfferCreationAsync(Visitor, Aborted);
    }

    public async Task<IActionResult> OnPostAsync(string? returnTo)
    {
        var form = new NewPasskeyForm(Posted("name"), Posted("ticket"), Posted("answer"));
        var added = await desk.AddAsync(HttpContext, Visitor, form);
        await OnGetAsync(returnTo);
        if (!added.Succeeded)
        {
            return Again(added.Problems);
        }

        if (added.Value.RecoveryCodes.Count == 0)
        {
            return GoOn(
                ReturnTo == Addresses.Home ? Addresses.Factors(Addresses.Home) : ReturnTo,
                "The passkey is added."
            );
        }

        Sheet = new(added.Value.RecoveryCodes, ReturnTo);
        return Page();
    }
}
