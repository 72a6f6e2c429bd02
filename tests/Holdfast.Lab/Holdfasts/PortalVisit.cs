using AngleSharp.Html.Dom;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Web;

namespace Holdfast.Lab.Holdfasts;

/// <summary>A user at the portal, in a browser.</summary>
public sealed class PortalVisit : IAsyncDisposable
{
    private readonly HoldfastServer server;
    private readonly Host host;

    private PortalVisit(HoldfastServer server, Host host)
    {
        this.server = server;
        this.host = host;
        Browser = new Browser(host);
    }

    public Browser Browser { get; }

    public static async Task<PortalVisit> SignInAsync(HoldfastServer server, Host host, string user, string password)
    {
        var visit = new PortalVisit(server, host);
        var page = await visit.Browser.GoAsync(server.Address);
        var fields = new Dictionary<string, string> { ["userName"] = user, ["userPass"] = password };
        page = await visit.Browser.SubmitAsync(page.FormWith("userName"), fields);
        if (page.Status != 200 || page.Document.QuerySelector("[name=userName]") is not null)
        {
            throw new LabException($"{user} could not sign in ({page.Status}): {page.Words}");
        }

        host.Story.Tell(host.Name, $"{user} signs in at the portal");
        return visit;
    }

    /// <summary>Sets up a device by hand.</summary>
    /// <param name="protocol"><c>wireguard</c> or <c>openvpn</c>.</param>
    /// <returns>The configuration, as it is shown once.</returns>
    public async Task<string> NewDeviceAsync(string protocol, bool preferTcp = false)
    {
        var form = await Browser.GoAsync(new Uri(server.Address, $"/devices/new/{server.Profile}"));
        var fields = new Dictionary<string, string> { ["name"] = $"{host.Name} {protocol}", ["protocol"] = protocol };
        if (preferTcp)
        {
            fields["preferTcp"] = "on";
        }

        var page = await Browser.SubmitAsync(form.FormWith("protocol"), fields);
        var link = page.Document.QuerySelector("a[download]") as IHtmlAnchorElement;
        var data = link?.GetAttribute("href")?.Split("base64,") is [_, var encoded] ? encoded : null;
        host.Story.Tell(host.Name, $"downloads a configuration for {protocol}");
        return data is null
            ? throw new LabException($"No configuration ({page.Status}): {page.Words}")
            : System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(data));
    }

    public ValueTask DisposeAsync() => Browser.DisposeAsync();
}
