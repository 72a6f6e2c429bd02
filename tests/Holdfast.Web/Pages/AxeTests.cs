using Holdfast.Web.Browsing;

namespace Holdfast.Web.Pages;

/// <summary>What finds nothing on our pages must find something where there is something.</summary>
public sealed class AxeTests(Chromium chromium)
{
    private const string Mistakes =
        "<!doctype html><html lang=en><title>x</title><main><h1>x</h1><img src=data:,><p style='color:#ddd;background:#fff'>pale</p></main>";

    [Fact]
    public async Task FindAsync_Mistakes_AreFoundEachWithItsElement()
    {
        await using var context = await chromium.OpenAsync(Look.WideLight);
        var page = await context.NewPageAsync();
        await page.SetContentAsync(Mistakes);

        var all = await Axe.FindAsync(page);
        Assert.Contains(all, line => line.StartsWith("image-alt <img", StringComparison.Ordinal));
        Assert.Contains(all, line => line.StartsWith("color-contrast <p", StringComparison.Ordinal));
        Assert.StartsWith(
            "color-contrast <p",
            Assert.Single(await Axe.FindInColoursAsync(page)),
            StringComparison.Ordinal
        );
    }
}
