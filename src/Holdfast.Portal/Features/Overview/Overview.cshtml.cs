using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.Overview;

[ForAdministrators]
public sealed class OverviewModel(IOverviewDesk desk) : PortalPage
{
    public OverviewView View { get; private set; } = new([], 0, 0, []);

    public async Task OnGetAsync()
    {
        DoNotKeep();
        View = await desk.ReadAsync(Aborted);
    }
}
