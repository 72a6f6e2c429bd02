using Holdfast.Data.Users;
using Holdfast.Portal.Access;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Layout.Fields;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Users;

[Needs(Right.ChangePeople)]
public sealed class NewUserModel(IUserDesk desk) : PortalPage
{
    /// <summary>Made with the form, so that sending it twice makes one user.</summary>
    public Guid UserId { get; private set; } = Guid.CreateVersion7();

    public string Name { get; private set; } = "";

    public MadeUser? Made { get; private set; }

    public void OnGet()
    {
        DoNotKeep();
        Form = FormState.Showing(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [RoleChoices.Field] = RoleChoices.Write(Role.User),
            }
        );
    }

    [Needs(Right.ChangePeople)]
    public async Task<IActionResult> OnPostAsync()
    {
        DoNotKeep();
        return Guid.TryParse(Posted("userId"), out var id) ? await AddAsync(id) : BadRequest();
    }

    private async Task<IActionResult> AddAsync(Guid id)
    {
        UserId = id;
        Name = Posted("name").Trim();
        if (RoleChoices.Read(Posted(RoleChoices.Field)) is not { } role)
        {
            return BadRequest();
        }

        var outcome = await desk.AddAsync(
            Visitor,
            new(id, Name, GroupLines.Read(Posted("groups")), role) { MailAddress = Posted(MailAddresses.Field).Trim() },
            Aborted
        );
        if (!outcome.Succeeded)
        {
            return Again(outcome.Problems);
        }

        Made = outcome.Value;
        return Page();
    }
}
