using Holdfast.Portal.Access;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Layout.Fields;
using Holdfast.Portal.Notices.Settings;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Notices;

/// <summary>One webhook; <c>new</c> in place of its id makes one.</summary>
[Needs(Right.SeeService)]
public sealed class WebhookModel(INoticeDesk desk) : PortalPage
{
    private const string New = "new";

    /// <summary>Made with the form, so that sending it twice makes one.</summary>
    public Guid Id { get; private set; }

    public bool IsNew { get; private set; }

    /// <summary>How the test went that was asked for; null: none was.</summary>
    public TrialResult? Trial { get; private set; }

    public async Task<IActionResult> OnGetAsync(string id)
    {
        DoNotKeep();
        IsNew = id == New;
        if (IsNew && !May(Right.ChangeService))
        {
            return NotOpen(Right.ChangeService);
        }

        Id =
            IsNew ? Guid.CreateVersion7()
            : Guid.TryParse(id, out var known) ? known
            : Guid.Empty;
        var hook = IsNew ? null : await FindAsync();
        if (!IsNew && hook is null)
        {
            return NothingHere();
        }

        Form = FormState.Showing(NoticeForm.Write(hook));
        return Page();
    }

    [Needs(Right.ChangeService)]
    public async Task<IActionResult> OnPostAsync(string id)
    {
        if (!Take(id))
        {
            return NothingHere();
        }

        var problems = await desk.SaveWebhookAsync(Visitor, Id, IsNew, NoticeForm.Webhook(Request.Form), Aborted);
        return problems.Count == 0 ? GoOn(Addresses.Notices, "The webhook is saved.") : Again(problems);
    }

    [Needs(Right.ChangeService)]
    public async Task<IActionResult> OnPostTestAsync(string id)
    {
        if (!Take(id))
        {
            return NothingHere();
        }

        var tried = await desk.TestWebhookAsync(Id, NoticeForm.Webhook(Request.Form), Aborted);
        if (!tried.Succeeded)
        {
            return Again(tried.Problems);
        }

        Trial = tried.Value;
        Form = FormState.Posted(Request.Form, []);
        return Page();
    }

    [Needs(Right.ChangeService)]
    public async Task<IActionResult> OnPostRemoveAsync(string id)
    {
        if (!Take(id))
        {
            return NothingHere();
        }

        var problems = await desk.RemoveWebhookAsync(Visitor, Id, Aborted);
        return problems.Count == 0 ? GoOn(Addresses.Notices, "The webhook is removed.") : NothingHere();
    }

    private bool Take(string id)
    {
        DoNotKeep();
        IsNew = id == New;
        var isId = Guid.TryParse(IsNew ? Posted("webhookId") : id, out var known);
        Id = known;
        return isId;
    }

    private async Task<WebhookSettings?> FindAsync() =>
        (await desk.ReadAsync(onlyFailed: false, Aborted)).Settings.Webhooks.FirstOrDefault(hook => hook.Id == Id);
}
