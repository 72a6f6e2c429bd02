using Holdfast.Portal.Access;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Portals;

[Needs(Right.SeeService)]
public sealed class PortalsModel(IPortalDesk portals) : PortalPage
{
    public IReadOnlyList<PortalView> List { get; private set; } = [];

    public Task OnGetAsync() => ShowAsync();

    [Needs(Right.ChangeService)]
    public Task<IActionResult> OnPostDrainAsync() =>
        SetDrainingAsync(draining: true, "People are sent to the other portals.");

    [Needs(Right.ChangeService)]
    public Task<IActionResult> OnPostReturnAsync() =>
        SetDrainingAsync(draining: false, "People come to the portal again.");

    private async Task<IActionResult> SetDrainingAsync(bool draining, string done)
    {
        if (await portals.SetDrainingAsync(Visitor, Posted("portal"), draining, Aborted) is not { } problem)
        {
            return GoOn(Addresses.Portals, done);
        }

        await ShowAsync();
        return Again(problem);
    }

    private async Task ShowAsync()
    {
        DoNotKeep();
        List = await portals.ReadAsync(Aborted);
    }
}
