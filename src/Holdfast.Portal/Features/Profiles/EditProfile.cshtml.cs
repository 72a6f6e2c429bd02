using Holdfast.Model.Failover;
using Holdfast.Model.Problems;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.Configurations;
using Holdfast.Portal.Features.Failover;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Layout.Fields;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Holdfast.Portal.Features.Profiles;

/// <summary>
/// Adds and changes profiles; <c>new</c> stands for one that is not there yet. The id of the address is meant, not the field of the same
/// name, which binding would prefer.
/// </summary>
[Needs(Right.SeeProfiles)]
public sealed class EditProfileModel(IProfileDesk desk, IFailoverDesk failover) : PortalPage
{
    private const string New = "new";

    public string ProfileId { get; private set; } = New;

    public bool IsNew => ProfileId == New;

    /// <summary>Of the failover group that portals keep.</summary>
    public IReadOnlyList<GroupUnit> Units { get; private set; } = [];

    /// <summary>No handler, which its name would make it.</summary>
    [NonHandler]
    public override async Task OnPageHandlerExecutionAsync(
        PageHandlerExecutingContext context,
        PageHandlerExecutionDelegate next
    )
    {
        Units = (await failover.ReadAsync(Aborted)).Group?.Units ?? [];
        await next();
    }

    public async Task<IActionResult> OnGetAsync([FromRoute] string id)
    {
        ProfileId = id;
        if (IsNew && !May(Right.ChangeProfiles))
        {
            return NotOpen(Right.ChangeProfiles);
        }

        var profile = IsNew ? ProfileForm.Draft : await desk.FindAsync(id, Aborted);
        if (profile is null)
        {
            return NothingHere();
        }

        Form = FormState.Showing(ProfileForm.Write(profile));
        return Page();
    }

    [Needs(Right.ChangeProfiles)]
    public async Task<IActionResult> OnPostSaveAsync([FromRoute] string id)
    {
        ProfileId = id;
        var read = ProfileForm.Read(Request.Form, IsNew ? Posted("id").Trim() : id);
        var saved = await desk.SaveAsync(Visitor, read, IsNew, Aborted);
        return saved.Succeeded
            ? GoOn(Addresses.Profiles, EndedText.Of("The profile is in force.", saved.Value.EndedConfigurations))
            : Again(saved.Problems);
    }

    [Needs(Right.ChangeProfiles)]
    public async Task<IActionResult> OnPostRemoveAsync([FromRoute] string id)
    {
        ProfileId = id;
        var removed = await desk.RemoveAsync(Visitor, id, Aborted);
        return removed.Succeeded
            ? GoOn(Addresses.Profiles, EndedText.Of("The profile is removed.", removed.Value.EndedConfigurations))
            : await RefusedAsync(id, removed.Problems[0]);
    }

    private async Task<IActionResult> RefusedAsync(string id, Problem problem)
    {
        if (await desk.FindAsync(id, Aborted) is not { } profile)
        {
            return NothingHere();
        }

        Form = FormState.Showing(ProfileForm.Write(profile), problem);
        return Page();
    }
}
