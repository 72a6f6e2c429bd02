using Holdfast.Model.Problems;
using Holdfast.Portal.Access;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Layout.Fields;
using Holdfast.Portal.Sources.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Sources;

/// <summary>
/// One source; <c>new</c> in place of its id makes one. Each kind has its own fields. It says who has which role, so whoever changes it gives
/// rights.
/// </summary>
public abstract class SourcePage(ISourceDesk desk) : PortalPage
{
    private const string New = "new";

    protected ISourceDesk Desk => desk;

    /// <summary>Made with the form, so that sending it twice makes one.</summary>
    public Guid Id { get; private set; }

    public bool IsNew { get; private set; }

    public bool HasSecret { get; private set; }

    /// <summary>Users who come from it.</summary>
    public long People { get; private set; }

    /// <summary>How the test went that was asked for; null: none was.</summary>
    public SourceTrial? Trial { get; private set; }

    /// <summary>The fields as a source, and what of them cannot be read.</summary>
    protected abstract (SourceDraft Draft, IReadOnlyList<Problem> Problems) Read(IFormCollection form);

    protected abstract bool IsOfThisKind(SourceSettings source);

    public async Task<IActionResult> OnGetAsync(string id)
    {
        IsNew = id == New;
        if (IsNew && !May(Right.GiveRights))
        {
            return NotOpen(Right.GiveRights);
        }

        Id =
            IsNew ? Guid.CreateVersion7()
            : Guid.TryParse(id, out var known) ? known
            : Guid.Empty;
        var source = await LookAsync();
        if (!IsNew && source is null)
        {
            return NothingHere();
        }

        Form = FormState.Showing(SourceForm.Write(source?.Settings));
        return Page();
    }

    [Needs(Right.GiveRights)]
    public async Task<IActionResult> OnPostAsync(string id)
    {
        if (!await TakeAsync(id))
        {
            return NothingHere();
        }

        var (draft, unread) = Read(Request.Form);
        IReadOnlyList<Problem> problems =
            unread.Count > 0 ? unread : await desk.SaveAsync(Visitor, Id, IsNew, draft, Aborted);
        return problems.Count == 0 ? GoOn(Addresses.Sources, "The source is saved.") : Again(problems);
    }

    [Needs(Right.GiveRights)]
    public async Task<IActionResult> OnPostTestAsync(string id)
    {
        if (!await TakeAsync(id))
        {
            return NothingHere();
        }

        var (draft, unread) = Read(Request.Form);
        if (unread.Count > 0)
        {
            return Again(unread);
        }

        var tried = await desk.TestAsync(Id, draft, Posted("person").Trim(), Posted("personPassword"), Aborted);
        if (!tried.Succeeded)
        {
            return Again(tried.Problems);
        }

        Trial = tried.Value;
        Form = FormState.Posted(Request.Form, []);
        return Page();
    }

    [Needs(Right.GiveRights)]
    public async Task<IActionResult> OnPostRemoveAsync(string id)
    {
        if (!await TakeAsync(id))
        {
            return NothingHere();
        }

        var problems = await desk.RemoveAsync(Visitor, Id, Aborted);
        return problems.Count == 0 ? GoOn(Addresses.Sources, "The source is removed.") : NothingHere();
    }

    private async Task<bool> TakeAsync(string id)
    {
        IsNew = id == New;
        var isId = Guid.TryParse(IsNew ? Posted("sourceId") : id, out var known);
        Id = known;
        return isId && (await LookAsync() is not null || IsNew);
    }

    private async Task<SourceView?> LookAsync()
    {
        DoNotKeep();
        var source = (await desk.ListAsync(Aborted)).FirstOrDefault(one =>
            one.Settings.Id == Id && IsOfThisKind(one.Settings)
        );
        HasSecret = source?.Settings.SecretId is not null;
        People = source?.People ?? 0;
        return source;
    }
}
