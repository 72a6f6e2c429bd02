using Holdfast.Model.Profiles;
using Holdfast.Portal.Access;
using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.Profiles;

[Needs(Right.SeeProfiles)]
public sealed class ProfilesModel(IProfileDesk desk) : PortalPage
{
    public IReadOnlyList<Profile> Profiles { get; private set; } = [];

    public async Task OnGetAsync() => Profiles = await desk.ListAsync(Aborted);
}
