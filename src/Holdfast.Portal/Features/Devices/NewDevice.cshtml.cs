using System.Text;
using Holdfast.Model.Profiles;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.Home;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Layout.Fields;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Devices;

[Needs(Right.Own)]
public sealed class NewDeviceModel(IDeviceDesk desk) : PortalPage
{
    private const string OpenVpn = "openvpn";

    public OfferedProfile? Profile { get; private set; }

    /// <summary>Made with the form, so that sending it twice makes one device.</summary>
    public Guid ConfigurationId { get; private set; } = Guid.CreateVersion7();

    public string Name { get; private set; } = "";

    public DeviceFile? Made { get; private set; }

    public string FileName =>
        DeviceFileName.Of(Profile!.Id, Name) + (Made!.Protocol == Protocol.OpenVpn ? ".ovpn" : ".conf");

    /// <summary>The file inside the link, so that saving it needs no second request and no script.</summary>
    public string DownloadAddress =>
        "data:application/octet-stream;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(Made!.Content));

    public string? Picture => QrPicture.Of(Made!.Content, "QR code of the configuration");

    public async Task<IActionResult> OnGetAsync(string profileId)
    {
        Profile = await desk.FindProfileAsync(Visitor, profileId, Aborted);
        return Profile is null ? NothingHere()
            : LacksFactor ? LocalRedirect(Addresses.Factors(Addresses.NewDevice(profileId)))
            : Page();
    }

    public async Task<IActionResult> OnPostAsync(string profileId)
    {
        DoNotKeep();
        Profile = await desk.FindProfileAsync(Visitor, profileId, Aborted);
        if (Profile is null)
        {
            return NothingHere();
        }

        if (LacksFactor)
        {
            return LocalRedirect(Addresses.Factors(Addresses.NewDevice(profileId)));
        }

        return Guid.TryParse(Posted("configurationId"), out var id) ? await SetUpAsync(id) : BadRequest();
    }

    private bool LacksFactor => Profile!.NeedsSecondFactor && !Visitor.HasSecondFactor;

    private async Task<IActionResult> SetUpAsync(Guid id)
    {
        ConfigurationId = id;
        Name = Posted("name").Trim();
        var outcome = await desk.SetUpAsync(Visitor, Typed(), Aborted);
        if (!outcome.Succeeded)
        {
            return Again(outcome.Problems);
        }

        Made = outcome.Value;
        return Page();
    }

    private NewDevice Typed() =>
        new(
            ConfigurationId,
            Profile!.Id,
            Name,
            Posted("protocol") == OpenVpn ? Protocol.OpenVpn : Protocol.WireGuard,
            Posted("preferTcp") == CheckField.Ticked
        );
}
