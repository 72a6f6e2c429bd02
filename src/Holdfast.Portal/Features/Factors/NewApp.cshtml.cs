using Holdfast.Portal.Access;
using Holdfast.Portal.Features.Devices;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Factors;

[BeforeEnrolment]
[WhenFresh]
[Needs(Right.Own)]
public sealed class NewAppModel(IFactorDesk desk) : PortalPage
{
    public string ReturnTo { get; private set; } = Addresses.Home;

    public AppOffer? Offer { get; private set; }

    /// <summary>Shown once.</summary>
    public RecoveryCodeSheet? Sheet { get; private set; }

    public string? Picture => Offer is null ? null : QrPicture.Of(Offer.Uri, "QR code for an authenticator app");

    public void OnGet(string? returnTo)
    {
        DoNotKeep();
        ReturnTo = Addresses.Local(returnTo);
        Offer = desk.OfferApp(Visitor);
    }

    public async Task<IActionResult> OnPostAsync(string? returnTo)
    {
        DoNotKeep();
        ReturnTo = Addresses.Local(returnTo);
        var added = await desk.AddAppAsync(HttpContext, Visitor, Posted("ticket"), Posted("code"));
        if (!added.Succeeded)
        {
            // The same secret again: it is in the app already.
            Offer = desk.ReadOffer(Visitor, Posted("ticket")) ?? desk.OfferApp(Visitor);
            return Again(added.Problems);
        }

        if (added.Value.RecoveryCodes.Count == 0)
        {
            return GoOn(ReturnTo == Addresses.Home ? Addresses.Factors(Addresses.Home) : ReturnTo, "The app is added.");
        }

        Sheet = new(added.Value.RecoveryCodes, ReturnTo);
        return Page();
    }
}
