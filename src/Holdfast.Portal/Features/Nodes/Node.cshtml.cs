using System.Globalization;
using Holdfast.Model.Problems;
using Holdfast.Portal.Access;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Layout.Fields;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Nodes;

[Needs(Right.SeeNodes)]
public sealed class NodeModel(INodesDesk desk) : PortalPage
{
    public NodePageView? View { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromRoute] string id)
    {
        DoNotKeep();
        return await ShowAsync(id) ? Page() : NothingHere();
    }

    [Needs(Right.ChangeNodes)]
    public async Task<IActionResult> OnPostChangeAsync([FromRoute] string id)
    {
        var fields = new FormReader(Request.Form);
        var change = new NodeChange
        {
            Weight = fields.Number("weight"),
            ClientNetworks = fields.Networks("clientNetworks"),
            HostName = fields.Text("hostName"),
        };
        var problems =
            fields.Problems.Count > 0 ? fields.Problems : await desk.ChangeAsync(Visitor, id, change, Aborted);
        return problems.Count == 0 ? GoOn(Addresses.Node(id), "Saved.")
            : await ShowAsync(id) ? Again(problems)
            : NothingHere();
    }

    [Needs(Right.ChangeNodes)]
    public Task<IActionResult> OnPostDrainAsync([FromRoute] string id) =>
        SetDrainingAsync(id, draining: true, "The node is being emptied.");

    [Needs(Right.ChangeNodes)]
    public Task<IActionResult> OnPostReturnAsync([FromRoute] string id) =>
        SetDrainingAsync(id, draining: false, "The node takes clients again.");

    [Needs(Right.ChangeNodes)]
    public async Task<IActionResult> OnPostRemoveAsync([FromRoute] string id) =>
        await desk.RemoveAsync(Visitor, id, Aborted) is { } problem
            ? await RefusedAsync(id, problem)
            : GoOn(Addresses.Nodes, $"{id} is removed.");

    private async Task<IActionResult> SetDrainingAsync(string id, bool draining, string done) =>
        await desk.SetDrainingAsync(Visitor, id, draining, Aborted) is { } problem
            ? await RefusedAsync(id, problem)
            : GoOn(Addresses.Node(id), done);

    private async Task<IActionResult> RefusedAsync(string id, Problem problem) =>
        await ShowAsync(id) ? Again(problem) : NothingHere();

    private async Task<bool> ShowAsync(string id)
    {
        View = await desk.FindAsync(id, Aborted);
        if (View is not { Node: var node })
        {
            return false;
        }

        Form = FormState.Showing(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["weight"] = node.Weight.ToString(CultureInfo.InvariantCulture),
                ["clientNetworks"] = string.Join('\n', node.ClientNetworks),
                ["hostName"] = node.GivenHostName ?? "",
            }
        );
        return true;
    }
}
