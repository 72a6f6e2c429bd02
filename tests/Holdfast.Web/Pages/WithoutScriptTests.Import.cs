using Holdfast.Web.OnFakes;

namespace Holdfast.Web.Pages;

public sealed partial class WithoutScriptTests
{
    [Fact]
    public async Task Import_PastedLookedAtAndImported_ShowsThePasswords()
    {
        await using var visit = await BeginAsync();
        await visit.BeAsync(FakeWorld.AdministratorName);
        await visit.GoAsync("/admin/users/import");
        await visit.Page.FillAsync("[name=csv]", $"name\nbert\n{FakeWorld.UserName}");
        await PressAsync(visit, "Look at it");
        Assert.Equal(["New", "Stays"], await visit.Page.Locator("td .pill").AllInnerTextsAsync());
        Assert.Empty(visit.Portal.World.Done);
        await PressAsync(visit, "Add 1 user");

        Assert.Equal(["imported"], visit.Portal.World.Done);
        Assert.Equal("k3nfm8wz2q7xhtp4", await visit.Page.Locator("td code").First.InnerTextAsync());
    }

    [Fact]
    public async Task Import_Uploaded_WrongRowsAreNamed()
    {
        await using var visit = await BeginAsync();
        await visit.BeAsync(FakeWorld.AdministratorName);
        await visit.GoAsync("/admin/users/import");
        await visit.Page.SetInputFilesAsync(
            "[name=file]",
            new Microsoft.Playwright.FilePayload
            {
                Name = "users.csv",
                MimeType = "text/csv",
                Buffer = "name\nbert\n-x"u8.ToArray(),
            }
        );
        await PressAsync(visit, "Look at it");

        Assert.Contains("line 3, name", await visit.Page.InnerTextAsync("[role=alert]"), StringComparison.Ordinal);
        Assert.Equal(["New", "Wrong"], await visit.Page.Locator("td .pill").AllInnerTextsAsync());
    }
}
