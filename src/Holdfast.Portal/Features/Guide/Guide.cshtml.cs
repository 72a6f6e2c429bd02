using Holdfast.Portal.Access;
using Holdfast.Portal.Features.Devices;
using Holdfast.Portal.Features.Home;
using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.Guide;

/// <summary>How to connect, for people who have never done it.</summary>
[Needs(Right.Own)]
public sealed class GuideModel(IHomeDesk desk) : PortalPage
{
    public IReadOnlyList<OfferedProfile> Profiles { get; private set; } = [];

    /// <summary>Null: the browser does not say.</summary>
    public Platform? Chosen { get; private set; }

    /// <summary>What is typed into the app.</summary>
    public string Server => Request.Host.Value ?? "";

    /// <summary>Opens this page on a phone; null: the address is too long for a picture.</summary>
    public string? Picture =>
        QrPicture.Of($"{Request.Scheme}://{Request.Host}{Addresses.Guide}", "QR code with the address of this page");

    public async Task OnGetAsync(string? platform)
    {
        Chosen = Platforms.Choose(platform, Request.Headers.UserAgent.ToString());
        Profiles = (await desk.ReadAsync(Visitor, Aborted)).Profiles;
    }
}
