using System.Text.Json;
using Holdfast.Web.Browsing;
using Holdfast.Web.OnFakes;
using Microsoft.Playwright;

namespace Holdfast.Web.Pages;

/// <summary>All that people do works with JavaScript switched off.</summary>
public sealed partial class WithoutScriptTests(Chromium chromium)
{
    private Task<Visit> BeginAsync() => Visit.BeginAsync(chromium, Look.NarrowLight, javaScript: false);

    private static Task PressAsync(Visit visit, string button) =>
        visit.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    [Fact]
    public async Task SignIn_FromAnAppsRequest_ComesBackToItAndApproves()
    {
        const string Request = "/vpn-user-portal/oauth/authorize?client_id=org.letsconnect-vpn.app.linux&state=a%2Bb";
        await using var visit = await BeginAsync();
        await visit.GoAsync(Request);
        await visit.Page.FillAsync("[name=userName]", FakeWorld.UserName);
        await visit.Page.FillAsync("[name=userPass]", FakeWorld.Password);
        await PressAsync(visit, "Sign in");

        Assert.Equal(Request, visit.Path);
        Assert.True(await visit.Page.GetByText("Let’s Connect! for Linux").First.IsVisibleAsync());
        Assert.Equal(2, await visit.Page.Locator("button[name=approve]").CountAsync());
        await visit.Page.ClickAsync("button[name=approve][value=yes]");

        Assert.Equal(["approved"], visit.Portal.World.Done);
        Assert.Equal("/?code=made-up", visit.Path);
    }

    [Fact]
    public async Task Approval_Denied_TellsTheApp()
    {
        await using var visit = await BeginAsync();
        await visit.BeAsync(FakeWorld.UserName);
        await visit.GoAsync("/vpn-user-portal/oauth/authorize?client_id=org.letsconnect-vpn.app.linux");
        await visit.Page.ClickAsync("button[name=approve][value=no]");

        Assert.Equal(["denied"], visit.Portal.World.Done);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task SignIn_LeadingAway_StaysHere(string returnTo)
    {
        await using var visit = await BeginAsync();
        await visit.GoAsync("/sign-in?returnTo=" + Uri.EscapeDataString(returnTo));
        await visit.Page.FillAsync("[name=userName]", FakeWorld.UserName);
        await visit.Page.FillAsync("[name=userPass]", FakeWorld.Password);
        await PressAsync(visit, "Sign in");

        Assert.Equal(visit.Portal.Address + "/", visit.Page.Url);
    }

    [Fact]
    public async Task SignIn_WrongPassword_NameStaysAndPasswordDoesNot()
    {
        await using var visit = await BeginAsync();
        await visit.GoAsync("/sign-in");
        await visit.Page.FillAsync("[name=userName]", FakeWorld.UserName);
        await visit.Page.FillAsync("[name=userPass]", "wrong");
        await PressAsync(visit, "Sign in");

        Assert.Equal(FakeWorld.UserName, await visit.Page.InputValueAsync("[name=userName]"));
        Assert.Equal("", await visit.Page.InputValueAsync("[name=userPass]"));
        Assert.Contains("HF-0001", await visit.Page.InnerTextAsync("[role=alert]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FirstSignIn_OneTimePassword_MustBeChangedFirst()
    {
        await using var visit = await BeginAsync();
        await visit.SignInAsync(FakeWorld.NewcomerName);
        Assert.StartsWith("/account/password", visit.Path, StringComparison.Ordinal);

        await visit.Page.FillAsync("[name=currentPassword]", FakeWorld.Password);
        await visit.Page.FillAsync("[name=newPassword]", "another good one");
        await visit.Page.FillAsync("[name=repeatedPassword]", "another bad one");
        await PressAsync(visit, "Change password");
        Assert.Contains("HF-1160", await visit.Page.InnerTextAsync("[role=alert]"), StringComparison.Ordinal);

        await visit.Page.FillAsync("[name=currentPassword]", FakeWorld.Password);
        await visit.Page.FillAsync("[name=newPassword]", "another good one");
        await visit.Page.FillAsync("[name=repeatedPassword]", "another good one");
        await PressAsync(visit, "Change password");
        Assert.Equal("/account", visit.Path);
        Assert.Contains("changed", await visit.Page.InnerTextAsync("[role=status]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Device_SetUp_ShowsFileAndPictureThatSayTheSame()
    {
        await using var visit = await BeginAsync();
        await visit.BeAsync(FakeWorld.UserName);
        await visit.GoAsync("/devices/new/laboratory");
        await visit.Page.FillAsync("[name=name]", "Phone");
        await PressAsync(visit, "Set up");

        Assert.Equal(FakePeopleDesks.File, await visit.Page.TextContentAsync("#file"));
        var picture = await visit.Page.Locator("svg.qr").ScreenshotAsync();
        Assert.Equal(FakePeopleDesks.File, await QrReader.ReadAsync(picture));
    }

    [Fact]
    public async Task Device_Removed_IsGoneAndSaid()
    {
        await using var visit = await BeginAsync();
        await visit.BeAsync(FakeWorld.UserName);
        await visit.GoAsync("/");
        await visit.Page.Locator("details.confirm > summary").First.ClickAsync();
        await PressAsync(visit, "Remove Phone");

        Assert.Single(visit.Portal.World.Devices);
        Assert.Contains("removed", await visit.Page.InnerTextAsync("[role=status]"), StringComparison.Ordinal);
        await visit.GoAsync("/");
        Assert.Equal("", await visit.Page.InnerTextAsync("[role=status]"));
    }

    [Fact]
    public async Task App_TakenBack_AndOtherBrowserSignedOut()
    {
        await using var visit = await BeginAsync();
        await visit.BeAsync(FakeWorld.UserName);
        await visit.GoAsync("/account");
        await visit.Page.Locator("details.confirm > summary").First.ClickAsync();
        await PressAsync(visit, "Take the approval back");
        await PressAsync(visit, "Sign out there");

        Assert.Empty(visit.Portal.World.Apps);
        Assert.Single(visit.Portal.World.Browsers);
    }

    [Fact]
    public async Task Users_SearchPageAddDisableRemove_Work()
    {
        await using var visit = await BeginAsync();
        await visit.BeAsync(FakeWorld.AdministratorName);
        await visit.GoAsync("/admin/users");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "More" }).ClickAsync();
        Assert.Equal(1, await visit.Page.Locator("tbody tr").CountAsync());

        await visit.GoAsync("/admin/users/new");
        await visit.Page.FillAsync("[name=name]", "lin");
        await visit.Page.FillAsync("[name=groups]", "staff\nlab");
        await PressAsync(visit, "Add");
        Assert.Equal("ginger-anchor-velvet-92", await visit.Page.InnerTextAsync("#one-time-password"));

        await visit.GoAsync("/admin/users?search=lin");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "lin" }).ClickAsync();
        Assert.Equal(
            "lab\nstaff",
            string.Join('\n', (await visit.Page.InputValueAsync("[name=groups]")).Split('\n').Order())
        );
        await visit.Page.GetByText("Disable…").ClickAsync();
        await PressAsync(visit, "Disable lin");
        Assert.True(visit.Portal.World.Users[^1].IsDisabled);
        await visit.Page.GetByText("Remove…").ClickAsync();
        await PressAsync(visit, "Remove lin");
        Assert.DoesNotContain(visit.Portal.World.Users, user => user.Name == "lin");
    }

    [Fact]
    public async Task Users_NameTaken_SaidAtTheField()
    {
        await using var visit = await BeginAsync();
        await visit.BeAsync(FakeWorld.AdministratorName);
        await visit.GoAsync("/admin/users/new");
        await visit.Page.FillAsync("[name=name]", FakeWorld.UserName);
        await PressAsync(visit, "Add");

        Assert.Equal("true", await visit.Page.GetAttributeAsync("[name=name]", "aria-invalid"));
        Assert.Equal("#f-name", await visit.Page.GetAttributeAsync("[role=alert] a", "href"));
    }

    [Fact]
    public async Task Profile_ManyMistakes_AllAtOnceAndNothingTypedIsLost()
    {
        await using var visit = await BeginAsync();
        await visit.BeAsync(FakeWorld.AdministratorName);
        await visit.GoAsync("/admin/profiles/office");
        await visit.Page.FillAsync("[name=displayName]", "");
        await visit.Page.FillAsync("[name=dnsServers]", "9.9.9.9\nnot an address");
        await visit.Page.FillAsync("[name='wireGuard.pool4']", "10.44.0.0/25");
        await PressAsync(visit, "Save");

        var summary = await visit.Page.InnerTextAsync("[role=alert]");
        Assert.All(["HF-1003", "HF-1016", "HF-1011"], id => Assert.Contains(id, summary, StringComparison.Ordinal));
        Assert.Equal("9.9.9.9\nnot an address", await visit.Page.InputValueAsync("[name=dnsServers]"));
        Assert.Equal("Office", visit.Portal.World.Profiles[0].DisplayName);
    }

    [Fact]
    public async Task Profile_FieldsThatCannotBeRead_AllAtOnce()
    {
        await using var visit = await BeginAsync();
        await visit.BeAsync(FakeWorld.AdministratorName);
        await visit.GoAsync("/admin/profiles/office");
        await visit.Page.FillAsync("[name='wireGuard.pool4']", "10.44.0.7/24");
        await visit.Page.FillAsync("[name='wireGuard.port']", "many");
        await visit.Page.FillAsync("[name='openVpn.udpPorts']", "1194, x");
        await visit.Page.FillAsync("[name='openVpn.mtu']", "");
        await PressAsync(visit, "Save");

        Assert.Equal(4, await visit.Page.Locator("[role=alert] li").CountAsync());
        Assert.Equal(4, await visit.Page.Locator("[aria-invalid=true]").CountAsync());
    }

    [Fact]
    public async Task Profile_Saved_SaysHowManyConfigurationsEnded()
    {
        await using var visit = await BeginAsync();
        await visit.BeAsync(FakeWorld.AdministratorName);
        await visit.GoAsync("/admin/profiles/office");
        await PressAsync(visit, "Save");

        Assert.Equal(
            "The profile is in force. 2 configurations ended.",
            await visit.Page.InnerTextAsync("[role=status]")
        );
    }

    [Fact]
    public async Task Profile_SavedUnchanged_IsTheSame()
    {
        await using var visit = await BeginAsync();
        await visit.BeAsync(FakeWorld.AdministratorName);
        var before = ProfileText(visit.Portal.World);
        foreach (var id in new[] { "office", "laboratory" })
        {
            await visit.GoAsync("/admin/profiles/" + id);
            await PressAsync(visit, "Save");
            Assert.Equal("/admin/profiles", visit.Path);
        }

        Assert.Equal(before, ProfileText(visit.Portal.World));
    }

    [Fact]
    public async Task Profile_AddedAndRemoved_Works()
    {
        await using var visit = await BeginAsync();
        await visit.BeAsync(FakeWorld.AdministratorName);
        await visit.GoAsync("/admin/profiles/new");
        await visit.Page.FillAsync("[name=id]", "guests");
        await visit.Page.FillAsync("[name=displayName]", "Guests");
        await visit.Page.CheckAsync("[name=wireGuard]");
        await visit.Page.FillAsync("[name='wireGuard.pool4']", "10.60.0.0/24");
        await visit.Page.FillAsync("[name='wireGuard.pool6']", "fd60::/64");
        await visit.Page.FillAsync("[name='wireGuard.port']", "51830");
        await PressAsync(visit, "Add the profile");
        Assert.Equal(["office", "laboratory", "guests"], visit.Portal.World.Profiles.Select(profile => profile.Id));

        await visit.GoAsync("/admin/profiles/guests");
        await visit.Page.GetByText("Remove this profile…").ClickAsync();
        await PressAsync(visit, "Remove guests");
        Assert.Equal(2, visit.Portal.World.Profiles.Count);
    }

    private static string ProfileText(FakeWorld world) =>
        JsonSerializer.Serialize(
            world.Profiles.OrderBy(profile => profile.Id, StringComparer.Ordinal),
            Model.Json.ModelJson.Options
        );

    [Fact]
    public async Task Nodes_CodePasted_LeadsToTheNode()
    {
        await using var visit = await BeginAsync();
        await visit.BeAsync(FakeWorld.AdministratorName);
        await visit.GoAsync("/admin/nodes");
        await visit.Page.FillAsync("[name=code]", "nonsense");
        await PressAsync(visit, "Add the node");
        Assert.Equal("nonsense", await visit.Page.InputValueAsync("[name=code]"));
        Assert.Contains(
            "It begins with hfn1-.",
            await visit.Page.InnerTextAsync("[role=alert]"),
            StringComparison.Ordinal
        );

        await visit.Page.FillAsync("[name=code]", "hfn1-00000");
        await PressAsync(visit, "Add the node");

        Assert.Equal("/admin/nodes/node-2", visit.Path);
        Assert.Contains("node-2 is enrolled", await visit.Page.InnerTextAsync("#said"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Portal_DrainedAndReturned_SaysWhatItDoes()
    {
        await using var visit = await BeginAsync();
        await visit.BeAsync(FakeWorld.AdministratorName);
        await visit.GoAsync("/admin/portals");
        await PressAsync(visit, "Drain portal1");
        Assert.Contains(
            "sent to the other portals",
            await visit.Page.InnerTextAsync("#said"),
            StringComparison.Ordinal
        );
        Assert.Contains("Drained", await visit.Page.InnerTextAsync("#portals"), StringComparison.Ordinal);

        await PressAsync(visit, "Let portal1 return");
        Assert.DoesNotContain("Drained", await visit.Page.InnerTextAsync("#portals"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Node_DrainedReturnedRemoved_SaysWhatItDoes()
    {
        await using var visit = await BeginAsync();
        await visit.BeAsync(FakeWorld.AdministratorName);
        await visit.GoAsync("/admin/nodes/node-1");
        await visit.Page.GetByText("Drain…").ClickAsync();
        Assert.True(await visit.Page.GetByText("No other node works for").IsVisibleAsync());
        await PressAsync(visit, "Drain node-1");
        Assert.NotNull(visit.Portal.World.Nodes[0].DrainingSince);

        await PressAsync(visit, "Return to service");
        Assert.Null(visit.Portal.World.Nodes[0].DrainingSince);
        await visit.Page.GetByText("Remove…").ClickAsync();
        Assert.True(await visit.Page.GetByText("12 devices that know no other node").IsVisibleAsync());
        await PressAsync(visit, "Remove node-1");

        Assert.Equal("/admin/nodes", visit.Path);
        Assert.DoesNotContain(visit.Portal.World.Nodes, node => node.Id == "node-1");
    }

    [Fact]
    public async Task Node_SettingsWithMistakes_StayAsTyped()
    {
        await using var visit = await BeginAsync();
        await visit.BeAsync(FakeWorld.AdministratorName);
        await visit.GoAsync("/admin/nodes/node-2");
        Assert.Equal("200", await visit.Page.InputValueAsync("[name=weight]"));
        await visit.Page.FillAsync("[name=weight]", "heavy");
        await visit.Page.FillAsync("[name=clientNetworks]", "192.0.2.0/24\n10.0.0.1/8");
        await PressAsync(visit, "Save");

        Assert.Equal("heavy", await visit.Page.InputValueAsync("[name=weight]"));
        Assert.Equal(2, await visit.Page.Locator("[role=alert] li").CountAsync());
    }
}
