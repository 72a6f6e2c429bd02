using Holdfast.Model.Problems;
using Holdfast.Portal.Access;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Layout.Fields;
using Holdfast.Portal.Notices.Settings;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Notices;

[Needs(Right.SeeService)]
public sealed class NoticesModel(INoticeDesk desk) : PortalPage
{
    public NoticesView View { get; private set; } = new(NoticeSettings.Defaults, [], null);

    /// <summary>How the test went that was asked for; null: none was.</summary>
    public TrialResult? Trial { get; private set; }

    public bool OnlyFailed { get; private set; }

    public async Task OnGetAsync(bool failed)
    {
        await LookAsync(failed);
        Form = FormState.Showing(NoticeForm.Write(View.Settings));
    }

    [Needs(Right.ChangeService)]
    public async Task<IActionResult> OnPostMailAsync() =>
        await DoneAsync(
            await desk.SaveMailAsync(Visitor, NoticeForm.Mail(Request.Form), Aborted),
            "The mail server is saved."
        );

    [Needs(Right.ChangeService)]
    public async Task<IActionResult> OnPostNoMailAsync() =>
        await DoneAsync(await desk.SaveMailAsync(Visitor, null, Aborted), "No mail is sent any more.");

    [Needs(Right.ChangeService)]
    public async Task<IActionResult> OnPostTestAsync()
    {
        var tried = await desk.TestMailAsync(NoticeForm.Mail(Request.Form), Posted("to").Trim(), Aborted);
        if (!tried.Succeeded)
        {
            return await RefusedAsync(tried.Problems);
        }

        Trial = tried.Value;
        await LookAsync(failed: false);
        // What the form does not hold stands as it is saved.
        var values = NoticeForm.Write(View.Settings);
        foreach (var field in new[] { "host", "port", "security", "user", "sender", "to" })
        {
            values[field] = Posted(field);
        }

        Form = FormState.Showing(values);
        return Page();
    }

    [Needs(Right.ChangeService)]
    public async Task<IActionResult> OnPostChooseAsync() =>
        await DoneAsync(
            await desk.ChooseAsync(Visitor, NoticeForm.Choice(Request.Form), Aborted),
            "Who is told what is saved."
        );

    [Needs(Right.ChangeService)]
    public async Task<IActionResult> OnPostRetryAsync(Guid id) =>
        await DoneAsync(
            await desk.RetryAsync(Visitor, id, Aborted) is { } problem ? [problem] : [],
            "It is tried again now."
        );

    private async Task<IActionResult> DoneAsync(IReadOnlyList<Problem> problems, string done) =>
        problems.Count == 0 ? GoOn(Addresses.Notices, done) : await RefusedAsync(problems);

    private async Task<IActionResult> RefusedAsync(IReadOnlyList<Problem> problems)
    {
        await LookAsync(failed: false);
        var values = NoticeForm.Write(View.Settings);
        if (Request.Form.ContainsKey("administrators"))
        {
            // A box that is not ticked is not posted.
            NoticeForm.Untick(values);
        }

        foreach (var (field, value) in Request.Form)
        {
            values[field] = value.ToString();
        }

        Form = FormState.Showing(values, problems);
        Response.StatusCode = Hosting.ProblemStatus.Of(problems[0].Kind);
        return Page();
    }

    private async Task LookAsync(bool failed)
    {
        DoNotKeep();
        OnlyFailed = failed;
        View = await desk.ReadAsync(failed, Aborted);
    }
}
