using Holdfast.Portal.Layout;
using Holdfast.Portal.Layout.Fields;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Users;

[ForAdministrators]
public sealed class NewUserModel(IUserDesk desk) : PortalPage
{
    /// <summary>Made with the form, so that sending it twice makes one user.</summary>
    public Guid UserId { get; private set; } = Guid.CreateVersion7();

    public string Name { get; private set; } = "";

    public MadeUser? Made { get; private set; }

    public void OnGet() => DoNotKeep();

    public async Task<IActionResult> OnPostAsync()
    {
        DoNotKeep();
        return Guid.TryParse(Posted("userId"), out var id) ? await AddAsync(id) : BadRequest();
    }

    private async Task<IActionResult> AddAsync(Guid id)
    {
        UserId = id;
        Name = Posted("name").Trim();
        var administrator = Posted("administrator") == CheckField.Ticked;
        var outcome = await desk.AddAsync(
            Visitor,
            new(id, Name, GroupLines.Read(Posted("groups")), administrator)
            {
                MailAddress = Posted(MailAddresses.Field).Trim(),
            },
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
