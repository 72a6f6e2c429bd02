using Holdfast.Portal.Access;
using Holdfast.Portal.Features.FirstSteps;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Overview;

[Needs(Right.SeeService)]
public sealed class OverviewModel(IOverviewDesk desk, IFirstStepDesk firstSteps) : PortalPage
{
    public OverviewView View { get; private set; } = new([], 0, 0, []);

    /// <summary>Empty: nobody has to be led.</summary>
    public IReadOnlyList<FirstStep> FirstSteps { get; private set; } = [];

    public async Task OnGetAsync()
    {
        DoNotKeep();
        View = await desk.ReadAsync(Aborted);
        FirstSteps = await firstSteps.ReadAsync(Visitor, Aborted);
    }

    [Needs(Right.ChangeService)]
    public async Task<IActionResult> OnPostPutAwayAsync()
    {
        await firstSteps.PutAwayAsync(Visitor, Aborted);
        return GoOn(Addresses.Overview, "The list is put away.");
    }
}
