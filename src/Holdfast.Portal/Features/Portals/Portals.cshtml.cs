using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.Portals;

[ForAdministrators]
public sealed class PortalsModel(IPortalDesk portals) : PortalPage
{
    public IReadOnlyList<PortalView> List { get; private set; } = [];

    public async Task OnGetAsync()
    {
        DoNotKeep();
        List = await portals.ReadAsync(Aborted);
    }
}
