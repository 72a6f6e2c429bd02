using System.Buffers.Text;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Web;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing.Passkeys;

namespace Holdfast.Portal.Tests.Features.Factors;

/// <summary>Passkeys at the pages, with an authenticator in software.</summary>
public sealed partial class PasskeySignInTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string New = "/account/factors/passkey";
    private const string Second = "/sign-in/second";

    [Fact]
    public async Task Passkey_Added_SignsInAlone()
    {
        var name = await portal.AddUserAsync();
        using var device = await WithPasskeyAsync(name);
        using var app = portal.NewApp();
        using var answer = await UseAsync(app, "/sign-in", device);

        Assert.Equal("/", answer.Headers.Location?.OriginalString);
        Assert.Contains("with a passkey", await app.Http.GetStringAsync("/account"), StringComparison.Ordinal);
        Assert.Null(await app.LedToAsync(New));
    }

    [Fact]
    public async Task Passkey_AsSecondStep_SignsIn()
    {
        var name = await portal.AddUserAsync();
        using var device = await WithPasskeyAsync(name);
        using var app = portal.NewApp();
        await app.SignInAsync(name);
        Assert.Equal(Second, await app.LedToAsync("/"));
        using var answer = await UseAsync(app, Second, device);

        Assert.Equal("/", answer.Headers.Location?.OriginalString);
        Assert.Null(await app.LedToAsync("/"));
    }

    [Fact]
    public async Task Passkey_OfSomebodyElse_IsNoSecondStep()
    {
        var (name, other) = (await portal.AddUserAsync(), await portal.AddUserAsync());
        using var device = await WithPasskeyAsync(name);
        using var otherDevice = await WithPasskeyAsync(other);
        using var app = portal.NewApp();
        await app.SignInAsync(name);
        using var answer = await UseAsync(app, Second, otherDevice);

        Assert.Contains("HF-2204", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(Second, await app.LedToAsync("/"));
    }

    [Fact]
    public async Task Answer_Twice_IsRefused()
    {
        var name = await portal.AddUserAsync();
        using var device = await WithPasskeyAsync(name);
        using var app = portal.NewApp();
        var page = await app.Http.GetStringAsync("/sign-in");
        var fields = ("answer", device.Get(ChallengeOn(page)));
        using var first = await app.PostAsync("/sign-in?handler=Passkey", page, fields);
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);

        using var thief = portal.NewApp();
        var own = await thief.Http.GetStringAsync("/sign-in");
        using var again = await thief.PostAsync(
            "/sign-in?handler=Passkey",
            own.Replace(TicketOn(own), TicketOn(page), StringComparison.Ordinal),
            fields
        );
        Assert.Contains("HF-2204", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("/sign-in", await thief.LedToAsync("/"));
    }

    [Theory]
    [InlineData("removed")]
    [InlineData("disabled")]
    [InlineData("reset")]
    [InlineData("late")]
    [InlineData("copied")]
    public async Task Passkey_AfterChange_SignsInOnlyWhereItShould(string what)
    {
        var name = await portal.AddUserAsync();
        using var device = await WithPasskeyAsync(name);
        using var app = portal.NewApp();
        var page = await app.Http.GetStringAsync("/sign-in");
        switch (what)
        {
            case "removed":
                using (var owner = portal.NewApp())
                {
                    using var signedIn = await UseAsync(owner, "/sign-in", device);
                    var id = PasskeyId().Match(await owner.Http.GetStringAsync("/account/factors")).Groups["id"].Value;
                    using var removed = await owner.PostStepAsync("/account/factors", "RemovePasskey", ("id", id));
                    Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
                }

                break;
            case "disabled":
                await portal.DoAsync(HttpMethod.Patch, $"/users/{name}", """{"disabled":true}""");
                break;
            case "reset":
                using (await portal.Admin.DeleteAsync($"/api/admin/v1/users/{name}/factors")) { }
                break;
            case "late":
                portal.Clock.PutForward(TimeSpan.FromMinutes(11));
                break;
            default:
                device.Counter = 5;
                using (var owner = portal.NewApp())
                {
                    using var signedIn = await UseAsync(owner, "/sign-in", device);
                }

                device.Counter = 4;
                break;
        }

        using var answer = await app.PostAsync(
            "/sign-in?handler=Passkey",
            page,
            ("answer", device.Get(ChallengeOn(page)))
        );
        if (what == "copied")
        {
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.NotNull(await portal.AuditAsync("passkey.counts-back"));
            return;
        }

        Assert.Contains("HF-2204", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("/sign-in", await app.LedToAsync("/"));
    }

    [Theory]
    [InlineData("", "HF-2207")]
    [InlineData("  ", "HF-2207")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890", "HF-2207")]
    [InlineData("Laptop", "HF-2204")]
    public async Task Add_Wrong_SaysWhatAndStoresNothing(string passkeyName, string problem)
    {
        using var app = portal.NewApp();
        await app.SignInAsync(await portal.AddUserAsync());
        using var answer = await app.PostAsync(
            New,
            await app.Http.GetStringAsync(New),
            ("name", passkeyName),
            ("answer", "{}")
        );

        Assert.Contains(problem, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Remove", await app.Http.GetStringAsync("/account/factors"), StringComparison.Ordinal);
    }

    private async Task<SoftAuthenticator> WithPasskeyAsync(string name)
    {
        using var app = portal.NewApp();
        await app.SignInAsync(name);
        var page = await app.Http.GetStringAsync(New);
        using var options = OptionsOn(page);
        var device = new SoftAuthenticator
        {
            PartyId = portal.Options.HostName,
            Origin = portal.Options.PublicUrl,
            UserHandle = Base64Url.DecodeFromChars(
                options.RootElement.GetProperty("user").GetProperty("id").GetString()
            ),
        };
        using var added = await app.PostAsync(
            New,
            page,
            ("name", "Laptop"),
            ("answer", device.Create(ChallengeOn(page)))
        );
        var done = await added.Content.ReadAsStringAsync();
        Assert.Equal(10, FactorSteps.RecoveryCodesOn(done).Count);
        return device;
    }

    private static async Task<HttpResponseMessage> UseAsync(TestApp app, string path, SoftAuthenticator device)
    {
        var page = await app.Http.GetStringAsync(path);
        return await app.PostAsync($"{path}?handler=Passkey", page, ("answer", device.Get(ChallengeOn(page))));
    }

    private static byte[] ChallengeOn(string page)
    {
        using var options = OptionsOn(page);
        return Base64Url.DecodeFromChars(options.RootElement.GetProperty("challenge").GetString());
    }

    private static JsonDocument OptionsOn(string page) =>
        JsonDocument.Parse(HttpUtility.HtmlDecode(Options().Match(page).Groups["json"].Value));

    private static string TicketOn(string page) => Ticket().Match(page).Groups["ticket"].Value;

    [GeneratedRegex("""data-options="(?<json>[^"]*)" ?""")]
    private static partial Regex Options();

    [GeneratedRegex("""name="ticket" value="(?<ticket>[^"]*)" ?""")]
    private static partial Regex Ticket();

    [GeneratedRegex("""name="id" value="(?<id>[0-9a-f-]{36})" ?""")]
    private static partial Regex PasskeyId();
}
