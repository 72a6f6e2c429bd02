using System.Globalization;
using Holdfast.Model.Problems;
using Holdfast.Portal.Access;
using Holdfast.Portal.Failover;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Layout.Fields;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Failover;

[Needs(Right.SeeFailover)]
public sealed class FailoverModel(IFailoverDesk desk) : PortalPage
{
    public FailoverView View { get; private set; } = new(null, 0, default, default, [], [], [], [], [], [], []);

    /// <summary>What was looked at; null: nobody asked.</summary>
    public IReadOnlyList<GroupRow>? Rows { get; private set; }

    /// <summary>Those that are ticked.</summary>
    public IReadOnlyList<string> Chosen => Form["nodes"].Split(',', StringSplitOptions.RemoveEmptyEntries);

    public async Task OnGetAsync()
    {
        await LookAsync();
        Form = FormState.Showing(GroupForm.Write(View.Group, View.Gateways));
    }

    [Needs(Right.ChangeFailover)]
    public async Task<IActionResult> OnPostValidateAsync()
    {
        var read = GroupForm.Read(Request.Form);
        if (Wrong(read) is { Count: > 0 } wrong)
        {
            return await RefusedAsync(wrong);
        }

        Rows = await desk.ValidateAsync(read.Value!, Aborted);
        await LookAsync();
        Form = FormState.Posted(Request.Form, []);
        return Page();
    }

    [Needs(Right.ChangeFailover)]
    public async Task<IActionResult> OnPostCommitAsync()
    {
        var read = GroupForm.Read(Request.Form);
        if (Wrong(read) is { Count: > 0 } wrong)
        {
            return await RefusedAsync(wrong);
        }

        (Rows, var problem) = await desk.CommitAsync(Visitor, read.Value!, Aborted);
        return problem is null
            ? GoOn(Addresses.Failover, "Committed. The machines are told now.")
            : await RefusedAsync([problem]);
    }

    [Needs(Right.ChangeFailover)]
    public async Task<IActionResult> OnPostSwitchAsync()
    {
        int? vrid = int.TryParse(Posted("unit"), CultureInfo.InvariantCulture, out var one) ? one : null;
        var to = Posted("to") is { Length: > 0 } node ? node : null;
        return await DoneAsync(
            await desk.SwitchOverAsync(Visitor, vrid, to, Aborted),
            "Told to switch over. The new machine is active in a moment."
        );
    }

    [Needs(Right.ChangeFailover)]
    public async Task<IActionResult> OnPostHoldAsync() =>
        await DoneAsync(
            await desk.HoldAsync(Visitor, Posted("node"), hold: true, Aborted),
            "The machine does not become active by itself."
        );

    [Needs(Right.ChangeFailover)]
    public async Task<IActionResult> OnPostReleaseAsync() =>
        await DoneAsync(
            await desk.HoldAsync(Visitor, Posted("node"), hold: false, Aborted),
            "The machine becomes active again when it is its turn."
        );

    [Needs(Right.ChangeFailover)]
    public async Task<IActionResult> OnPostKeyAsync() =>
        await DoneAsync(
            await desk.ChangeKeyAsync(Visitor, Aborted),
            "A new key is made, and brought to all machines. This takes some seconds."
        );

    [Needs(Right.ChangeFailover)]
    public async Task<IActionResult> OnPostWitnessAsync() =>
        await DoneAsync(await desk.WitnessHasKeyAsync(Visitor, Aborted), "The machines will use the new key now.");

    [Needs(Right.ChangeFailover)]
    public async Task<IActionResult> OnPostRemoveAsync() =>
        await DoneAsync(await desk.RemoveAsync(Visitor, Aborted), "The group is removed. The machines are told now.");

    /// <summary>All at once: what cannot be read, and what is wrong with the rest.</summary>
    private static IReadOnlyList<Problem> Wrong(Reading<GroupDraft> read) =>
        read.Problems.Count > 0 ? read.Problems : [.. GroupDraftRules.Check(read.Value!).Select(GroupForm.AtField)];

    private async Task<IActionResult> DoneAsync(Problem? problem, string done)
    {
        if (problem is null)
        {
            return GoOn(Addresses.Failover, done);
        }

        await LookAsync();
        Form = FormState.Showing(GroupForm.Write(View.Group, View.Gateways), problem);
        Response.StatusCode = Hosting.ProblemStatus.Of(problem.Kind);
        return Page();
    }

    private async Task<IActionResult> RefusedAsync(IReadOnlyList<Problem> problems)
    {
        await LookAsync();
        return Again(problems);
    }

    private async Task LookAsync()
    {
        DoNotKeep();
        View = await desk.ReadAsync(Aborted);
    }
}
