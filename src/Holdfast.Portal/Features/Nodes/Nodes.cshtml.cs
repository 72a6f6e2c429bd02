using Holdfast.Portal.Access;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Nodes;

[Needs(Right.SeeNodes)]
public sealed class NodesModel(INodesDesk desk) : PortalPage
{
    public NodesView View { get; private set; } = new([], [], default, default);

    public async Task OnGetAsync()
    {
        DoNotKeep();
        View = await desk.ReadAsync(Aborted);
    }

    [Needs(Right.ChangeNodes)]
    public async Task<IActionResult> OnPostAddAsync()
    {
        DoNotKeep();
        var name = Posted("id").Trim();
        var added = await desk.AddAsync(Visitor, Posted("code"), name.Length > 0 ? name : null, Aborted);
        if (added.Succeeded)
        {
            return GoOn(Addresses.Node(added.Value), $"{added.Value} is enrolled.");
        }

        View = await desk.ReadAsync(Aborted);
        return Again(added.Problems);
    }
}
