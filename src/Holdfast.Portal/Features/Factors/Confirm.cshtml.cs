using Holdfast.Portal.Access;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Factors;

/// <summary>Before something sensitive: is it still the same person?</summary>
[BeforeEnrolment]
[BeforePasswordChange]
[Needs(Right.Own)]
public sealed class ConfirmModel(IProofDesk desk, IPasskeyDesk passkeys) : ProofPage(desk, passkeys)
{
    public async Task<IActionResult> OnPostPasswordAsync(string? returnTo) =>
        await AnswerAsync(returnTo, await Desk.ByPasswordAsync(HttpContext, Visitor, Posted("password")));
}
