using Holdfast.Model.Problems;
using Holdfast.Portal.Access;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Layout.Fields;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Account;

[Needs(Right.Own)]
public sealed class AccountModel(IAccountDesk desk, ISignInHistory history) : PortalPage
{
    private const int LastSignIns = 5;

    public AccountView View { get; private set; } = new([], []);

    public IReadOnlyList<SignInEvent> SignIns { get; private set; } = [];

    public async Task OnGetAsync()
    {
        View = await desk.ReadAsync(HttpContext, Visitor, Aborted);
        SignIns = (await history.ReadAsync(Visitor.UserId, after: null, LastSignIns, Aborted)).Events;
        Form = FormState.Showing(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["mailAddress"] = View.MailAddress }
        );
    }

    public async Task<IActionResult> OnPostMailAddressAsync()
    {
        var problems = await desk.ChangeMailAddressAsync(
            Visitor,
            Posted("mailAddress").Trim(),
            Posted("passwordForMail"),
            Aborted
        );
        if (problems.Count == 0)
        {
            return GoOn(Addresses.Account, "Your mail address is saved.");
        }

        await OnGetAsync();
        return Again(problems);
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid id) =>
        await EndAsync(await desk.RevokeAppAsync(Visitor, id, Aborted), "The approval is taken back.");

    public async Task<IActionResult> OnPostEndBrowserAsync(string key) =>
        await EndAsync(await desk.EndBrowserAsync(Visitor, key, Aborted), "The other browser is signed out.");

    private async Task<IActionResult> EndAsync(Problem? problem, string done)
    {
        if (problem is null)
        {
            return GoOn(Addresses.Account, done);
        }

        await OnGetAsync();
        return Again(problem);
    }
}
