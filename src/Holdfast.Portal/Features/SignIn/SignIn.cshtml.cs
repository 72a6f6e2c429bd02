using Holdfast.Model.Problems;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.Factors;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.SignIn;

/// <summary>The names of the fields are known to administrators' scripts.</summary>
[Needs(Right.Everybody)]
public sealed class SignInModel(ISignInDesk desk, IPasskeyDesk passkeys, IProviderDesk providers) : PortalPage
{
    /// <summary>Where one came from; always a path of this portal.</summary>
    public string ReturnTo { get; private set; } = Addresses.Home;

    /// <summary>Null: no passkeys at this address.</summary>
    public PasskeyRequest? Passkey { get; private set; }

    /// <summary>Where one may sign in elsewhere.</summary>
    public IReadOnlyList<ProviderChoice> Providers { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? returnTo)
    {
        DoNotKeep();
        ReturnTo = Addresses.Local(returnTo);
        Passkey = passkeys.OfferSignIn();
        Providers = await providers.ListAsync(Aborted);
        return Layout.Visitor.Of(User) is null ? Page() : LocalRedirect(ReturnTo);
    }

    /// <summary>What a source wants to hear beside the password; null: nothing.</summary>
    public SignInChallenge? Asked { get; private set; }

    public async Task<IActionResult> OnPostAsync(string? returnTo) =>
        await AnswerAsync(returnTo, await desk.SignInAsync(HttpContext, Posted("userName"), Posted("userPass")));

    public async Task<IActionResult> OnPostChallengeAsync(string? returnTo) =>
        await AnswerAsync(returnTo, await desk.AnswerAsync(HttpContext, Posted("ticket"), Posted("response")));

    public async Task<IActionResult> OnPostPasskeyAsync(string? returnTo) =>
        await AnswerAsync(returnTo, await passkeys.SignInAsync(HttpContext, Posted("ticket"), Posted("answer")));

    private async Task<IActionResult> AnswerAsync(string? returnTo, SignInAnswer answer)
    {
        Asked = answer.Challenge;
        if (Asked is null)
        {
            return await AnswerAsync(returnTo, answer.Problem);
        }

        await OnGetAsync(returnTo);
        return Page();
    }

    private async Task<IActionResult> AnswerAsync(string? returnTo, Problem? problem)
    {
        await OnGetAsync(returnTo);
        return problem is null ? LocalRedirect(ReturnTo) : Again(problem);
    }
}
