using Holdfast.Testing.Waiting;
using Holdfast.Web.Browsing;
using Holdfast.Web.OnFakes;
using Microsoft.Playwright;

namespace Holdfast.Web.Pages;

/// <summary>Somebody with a browser at a portal. Anything that the browser complains about fails the test.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    private Visit(PortalOnFakes portal, IBrowserContext context, IPage page)
    {
        Portal = portal;
        _context = context;
        Page = page;
        page.SetDefaultTimeout((float)Eventually.Patience.TotalMilliseconds);
        page.Console += (_, message) =>
        {
            // What a page answers with an error status is no fault of the page.
            if (
                message.Type is "error"
                && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
            )
            {
                _complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => _complaints.Add(error);
    }

    public PortalOnFakes Portal { get; }

    public IPage Page { get; }

    public static async Task<Visit> BeginAsync(Chromium chromium, Look look, bool javaScript = true)
    {
        var portal = await PortalOnFakes.StartAsync();
        var context = await chromium.OpenAsync(look, javaScript);
        return new Visit(portal, context, await context.NewPageAsync());
    }

    public Task<IResponse?> GoAsync(string path) => Page.GotoAsync(Portal.Address + path);

    /// <summary>As if one had signed in, without the way there.</summary>
    public Task BeAsync(string name) =>
        _context.AddCookiesAsync([
            new()
            {
                Name = FakeSignIn.Cookie,
                Value = name,
                Url = Portal.Address,
                Secure = true,
            },
        ]);

    public Task LookAsync(Look look) =>
        Task.WhenAll(
            Page.SetViewportSizeAsync(look.Width, look.Height),
            Page.EmulateMediaAsync(new() { ColorScheme = look.Scheme })
        );

    public async Task SignInAsync(string name)
    {
        await GoAsync("/sign-in");
        await Page.FillAsync("[name=userName]", name);
        await Page.FillAsync("[name=userPass]", FakeWorld.Password);
        await Page.ClickAsync("main button[type=submit]");
    }

    public string Path => new Uri(Page.Url).PathAndQuery;

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await Portal.DisposeAsync();
        Assert.Empty(_complaints);
    }
}
