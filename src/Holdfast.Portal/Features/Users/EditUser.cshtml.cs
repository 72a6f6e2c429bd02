using Holdfast.Model.Problems;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.Account;
using Holdfast.Portal.Features.Configurations;
using Holdfast.Portal.Features.Factors;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Layout.Fields;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Users;

[Needs(Right.SeePeople)]
public sealed class EditUserModel(IUserDesk desk, ISignInHistory history) : PortalPage
{
    private const int LastSignIns = 10;

    public UserView? Subject { get; private set; }

    /// <summary>The last ones.</summary>
    public IReadOnlyList<SignInEvent> SignIns { get; private set; } = [];

    /// <summary>Set when a new password was given.</summary>
    public MadeUser? Made { get; private set; }

    /// <summary>Set when a link was made.</summary>
    public ResetLink? Link { get; private set; }

    /// <summary>Of somebody who is more than a user, only an administrator changes anything.</summary>
    public bool MayHelp => May(Right.HelpPeople) && (Subject!.IsPlain || May(Right.GiveRights));

    public async Task<IActionResult> OnGetAsync([FromRoute] Guid id)
    {
        if (!await FindAsync(id))
        {
            return NothingHere();
        }

        Form = FormState.Showing(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["groups"] = GroupLines.Write(Subject!.Groups),
                [RoleChoices.Field] = RoleChoices.Write(Subject.Role),
                [MailAddresses.Field] = Subject.MailAddress,
            }
        );
        return Page();
    }

    [Needs(Right.ChangePeople)]
    public async Task<IActionResult> OnPostChangeAsync([FromRoute] Guid id)
    {
        if (RoleChoices.Read(Posted(RoleChoices.Field)) is not { } role)
        {
            return BadRequest();
        }

        var changed = await desk.ChangeAsync(
            Visitor,
            id,
            GroupLines.Read(Posted("groups")),
            role,
            Posted(MailAddresses.Field).Trim(),
            Aborted
        );
        return changed.Succeeded
            ? GoOn(Addresses.User(id), EndedText.Of("Saved.", changed.Value))
            : await RefusedAsync(id, changed.Problems);
    }

    [Needs(Right.HelpPeople)]
    public Task<IActionResult> OnPostDisableAsync([FromRoute] Guid id) =>
        SetDisabledAsync(id, disabled: true, "The user is disabled.");

    [Needs(Right.HelpPeople)]
    public Task<IActionResult> OnPostEnableAsync([FromRoute] Guid id) =>
        SetDisabledAsync(id, disabled: false, "The user is enabled.");

    [Needs(Right.ChangePeople)]
    public async Task<IActionResult> OnPostRemoveAsync([FromRoute] Guid id) =>
        await desk.RemoveAsync(Visitor, id, Aborted) is { } problem
            ? await RefusedAsync(id, [problem])
            : GoOn(Addresses.Users, "The user is removed.");

    [Needs(Right.ChangePeople)]
    public async Task<IActionResult> OnPostResetPasswordAsync([FromRoute] Guid id)
    {
        DoNotKeep();
        if (!Visitor.IsFresh)
        {
            return AskAgain(id);
        }

        var outcome = await desk.ResetPasswordAsync(Visitor, id, Aborted);
        if (!outcome.Succeeded)
        {
            return await RefusedAsync(id, outcome.Problems);
        }

        Made = outcome.Value;
        return await FindAsync(id) ? Page() : NothingHere();
    }

    [Needs(Right.HelpPeople)]
    public async Task<IActionResult> OnPostResetFactorsAsync([FromRoute] Guid id)
    {
        if (!Visitor.IsFresh)
        {
            return AskAgain(id);
        }

        return await desk.ResetFactorsAsync(Visitor, id, Aborted) is { } problem
            ? await RefusedAsync(id, [problem])
            : GoOn(Addresses.User(id), "The second factors are gone, and the user is signed out everywhere.");
    }

    [Needs(Right.HelpPeople)]
    public async Task<IActionResult> OnPostResetLinkAsync([FromRoute] Guid id)
    {
        DoNotKeep();
        if (!Visitor.IsFresh)
        {
            return AskAgain(id);
        }

        var outcome = await desk.MakeResetLinkAsync(Visitor, id, Aborted);
        if (!outcome.Succeeded)
        {
            return await RefusedAsync(id, outcome.Problems);
        }

        Link = outcome.Value;
        return await FindAsync(id) ? Page() : NothingHere();
    }

    /// <summary>Whoever finds an administrator’s browser open gets no further than this.</summary>
    private static LocalRedirectResult AskAgain(Guid id) => new(Addresses.Confirm(Addresses.User(id)));

    private async Task<IActionResult> SetDisabledAsync(Guid id, bool disabled, string done) =>
        await desk.SetDisabledAsync(Visitor, id, disabled, Aborted) is { } problem
            ? await RefusedAsync(id, [problem])
            : GoOn(Addresses.User(id), done);

    /// <summary>The form as it stands in the database, or as it was typed, with the reasons.</summary>
    private async Task<IActionResult> RefusedAsync(Guid id, IReadOnlyList<Problem> problems)
    {
        if (!await FindAsync(id))
        {
            return NothingHere();
        }

        return Again(problems);
    }

    private async Task<bool> FindAsync(Guid id)
    {
        Subject = await desk.FindAsync(id, Aborted);
        SignIns = (await history.ReadAsync(id, after: null, LastSignIns, Aborted)).Events;
        return Subject is not null;
    }
}
