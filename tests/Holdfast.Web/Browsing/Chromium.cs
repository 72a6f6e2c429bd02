using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Holdfast.Web.Browsing.Chromium))]

namespace Holdfast.Web.Browsing;

/// <summary>One real Chromium for all tests; each test has a context of its own, with no cookies.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    private static readonly string[] Flags =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Flags });
    }

    public Task<IBrowserContext> OpenAsync(Look look, bool javaScript = true) =>
        _browser!.NewContextAsync(
            new()
            {
                IgnoreHTTPSErrors = true,
                JavaScriptEnabled = javaScript,
                ColorScheme = look.Scheme,
                ReducedMotion = ReducedMotion.Reduce,
                Locale = "en-GB",
                TimezoneId = "UTC",
                ViewportSize = new() { Width = look.Width, Height = look.Height },
            }
        );

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
    }
}
