using Holdfast.Portal.Access;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Home;

[Needs(Right.Own)]
public sealed class HomeModel(IHomeDesk desk) : PortalPage
{
    public HomeView View { get; private set; } = new([], []);

    public async Task OnGetAsync() => View = await desk.ReadAsync(Visitor, Aborted);

    public async Task<IActionResult> OnPostRemoveAsync(Guid id)
    {
        if (await desk.RemoveAsync(Visitor, id, Aborted) is not { } problem)
        {
            return GoOn(Addresses.Home, "The device is removed.");
        }

        await OnGetAsync();
        return Again(problem);
    }
}
