using Holdfast.Portal.Tests.Running;
using Holdfast.Web.Browsing;
using Microsoft.Playwright;

namespace Holdfast.Web.Stories;

/// <summary>Somebody with a browser at a whole portal: real database, real sign-in, and a node that says it works.</summary>
internal sealed class StoryVisit : IAsyncDisposable
{
    private readonly RunningPortal _portal;
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    private StoryVisit(RunningPortal portal, IBrowserContext context, IPage page)
    {
        _portal = portal;
        _context = context;
        Page = page;
        page.SetDefaultTimeout(20_000);
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
    }

    public IPage Page { get; }

    public string Path => new Uri(Page.Url).PathAndQuery;

    public static async Task<StoryVisit> BeginAsync(RunningPortal portal, Chromium chromium)
    {
        var context = await chromium.OpenAsync(Look.NarrowLight);
        return new StoryVisit(portal, context, await context.NewPageAsync());
    }

    public Task GoAsync(string path) => Page.GotoAsync(_portal.Options.PublicUrl + path);

    public Task PressAsync(string button) =>
        Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    public Task FollowAsync(string link) => Page.GetByRole(AriaRole.Link, new() { Name = link }).First.ClickAsync();

    public async Task SignInAsync(string name, string password)
    {
        await Page.FillAsync("[name=userName]", name);
        await Page.FillAsync("[name=userPass]", password);
        await PressAsync("Sign in");
    }

    public Task<string> AlertAsync() => Page.InnerTextAsync("[role=alert]");

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_complaints);
    }
}
