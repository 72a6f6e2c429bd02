using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Web;
using Holdfast.Portal.Sources.People;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing.Radius;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Holdfast.Portal.Tests.Sources;

/// <summary>People of a real FreeRADIUS at the sign-in page.</summary>
[Trait("needs", "freeradius")]
public sealed partial class RadiusSignInTests : IAsyncLifetime
{
    private readonly RunningPortal _portal = new();
    private FreeRadius _server = null!;
    private Guid _source;

    public async ValueTask InitializeAsync()
    {
        _server = await FreeRadius.StartAsync();
        await _portal.InitializeAsync();
        var answer = await _portal.DoAsync(HttpMethod.Post, "/sources", Draft().ToJsonString());
        _source = answer["id"]!.GetValue<Guid>();
    }

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task SignIn_MakesTheUser_WithGroups_AndRefusesWhatIsWrong()
    {
        using var app = _portal.NewApp();
        Assert.Equal("HF-1121", await app.TrySignInAsync("anna", "wrong"));
        Assert.Equal("HF-1121", await app.TrySignInAsync("anna", ""));
        Assert.Equal("HF-1121", await app.TrySignInAsync("nobody", FreeRadius.Password));
        Assert.Null(await app.TrySignInAsync("anna", FreeRadius.Password));

        var anna = await _portal.GetAsync("/users/anna");
        Assert.Equal(["staff", "vpn"], anna["groups"]!.AsArray().Select(group => group!.GetValue<string>()));
        Assert.Equal(_source, anna["source"]!.GetValue<Guid>());
    }

    /// <summary>The right password; but anybody on the way could have made that answer of a refusal.</summary>
    [Fact]
    public async Task SignIn_AnswerWithoutMessageAuthenticator_IsNotBelieved()
    {
        using var app = _portal.NewApp();

        Assert.Equal("HF-1121", await app.TrySignInAsync("bert", FreeRadius.Password));
        Assert.Equal("HF-2351", (await TestAsync(Draft(), "bert", FreeRadius.Password))["problem"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(FreeRadius.Code, true)]
    [InlineData("654321", false)]
    public async Task SignIn_Challenge_IsAnsweredOnTheNextPage(string code, bool right)
    {
        using var app = _portal.NewApp();
        using var answer = await AnswerAsync(app, await ChallengeAsync(app), code);

        Assert.Equal(right ? HttpStatusCode.Redirect : HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(right ? null : "/sign-in", await app.LedToAsync("/account"));
    }

    [Fact]
    public async Task Challenge_ForgedOrOldTicket_IsNone()
    {
        using var app = _portal.NewApp();
        var page = await ChallengeAsync(app);
        using var forged = await app.PostAsync(
            "/sign-in?handler=Challenge",
            page,
            ("ticket", "forged"),
            ("response", FreeRadius.Code)
        );
        Assert.Contains("HF-2205", await forged.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        _portal.Clock.PutForward(TimeSpan.FromMinutes(11));
        using var late = await AnswerAsync(app, page, FreeRadius.Code);
        Assert.Contains("HF-2205", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false, "nothing", null)]
    [InlineData(true, false, "nothing", "/account/factors")]
    [InlineData(false, true, "nothing", "/sign-in/second")]
    [InlineData(false, true, "wrong code", "/sign-in/second")]
    [InlineData(false, true, "code", null)]
    [InlineData(true, true, "nothing", "/sign-in/second")]
    [InlineData(true, true, "wrong recovery code", "/sign-in/second")]
    [InlineData(true, true, "recovery code", null)]
    public async Task SourceByFactor_LeadsWhereItShould(bool demanded, bool has, string given, string? ledTo)
    {
        using var first = _portal.NewApp();
        Assert.Null(await first.TrySignInAsync("anna", FreeRadius.Password));
        var inHand = has ? await _portal.AddAppAsync(first) : null;
        _portal.NextCode();
        await _portal.SetAsync(new { secondFactor = demanded ? "everybody" : "nobody" });

        using var app = _portal.NewApp();
        Assert.Null(await app.TrySignInAsync("anna", FreeRadius.Password));
        using var answer = given switch
        {
            "code" => await app.TryCodeAsync(_portal.CodeOf(inHand!.Secret)),
            "wrong code" => await app.TryCodeAsync(_portal.WrongCode(inHand!.Secret)),
            "wrong recovery code" => await app.TryRecoveryCodeAsync("0000-0000-0000-0000"),
            "recovery code" => await app.TryRecoveryCodeAsync(inHand!.RecoveryCodes[0]),
            _ => null,
        };

        Assert.Equal(ledTo, await app.LedToAsync("/"));
    }

    [Fact]
    public async Task LongNotSignedIn_LosesTheAccess_AndComesBack()
    {
        using var app = _portal.NewApp();
        Assert.Null(await app.TrySignInAsync("anna", FreeRadius.Password));
        _portal.Clock.PutForward(TimeSpan.FromHours(25));
        var round = _portal.Services.GetServices<IHostedService>().OfType<SourceRound>().Single();
        await round.TurnAsync(TestContext.Current.CancellationToken);
        Assert.True((await _portal.GetAsync("/users/anna"))["disabled"]!.GetValue<bool>());

        using var later = _portal.NewApp();
        Assert.Null(await later.TrySignInAsync("anna", FreeRadius.Password));
        Assert.False((await _portal.GetAsync("/users/anna"))["disabled"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Test_SaysWhetherServerAndSecretAreRight()
    {
        Assert.True((await TestAsync(Draft(), "", ""))["works"]!.GetValue<bool>());
        Assert.True((await TestAsync(Draft(), "anna", FreeRadius.Password))["works"]!.GetValue<bool>());
        Assert.Equal("HF-2352", (await TestAsync(Draft(), "anna", "wrong"))["problem"]!.GetValue<string>());

        var wrong = Draft();
        wrong["secret"] = "another shared secret";
        Assert.Equal("HF-2351", (await TestAsync(wrong, "", ""))["problem"]!.GetValue<string>());
        wrong["radius"]!["servers"] = new JsonArray("no-such-host.invalid");
        Assert.Equal("HF-2350", (await TestAsync(wrong, "", ""))["problem"]!.GetValue<string>());
        using var sync = await _portal.SendAsync(HttpMethod.Post, $"/sources/{_source}/sync", "");
        Assert.StartsWith("HF-2346", (await AdminCalls.ProblemsAsync(sync))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecondServer_AnswersWhenTheFirstIsAway()
    {
        var draft = Draft();
        draft["radius"]!["servers"] = new JsonArray("127.0.0.1:1", $"127.0.0.1:{_server.Port}");
        await _portal.DoAsync(HttpMethod.Put, $"/sources/{_source}", draft.ToJsonString());
        using var app = _portal.NewApp();

        Assert.Null(await app.TrySignInAsync("anna", FreeRadius.Password));
    }

    private JsonObject Draft() =>
        new()
        {
            ["name"] = "Radius",
            ["secret"] = FreeRadius.Secret,
            ["radius"] = new JsonObject
            {
                ["servers"] = new JsonArray($"127.0.0.1:{_server.Port}"),
                ["timeoutSeconds"] = 2,
                ["tries"] = 1,
                ["mostHours"] = 24,
            },
            ["groups"] = new JsonObject
            {
                ["map"] = new JsonArray(new JsonObject { ["from"] = "VPN Users", ["to"] = "vpn" }),
            },
        };

    private Task<JsonNode> TestAsync(JsonObject draft, string person, string password) =>
        _portal.DoAsync(
            HttpMethod.Post,
            "/sources/test",
            new JsonObject
            {
                ["id"] = _source,
                ["settings"] = draft.DeepClone(),
                ["person"] = person,
                ["password"] = password,
            }.ToJsonString()
        );

    private static async Task<string> ChallengeAsync(TestApp app)
    {
        var page = await app.Http.GetStringAsync("/sign-in");
        using var answer = await app.PostAsync(
            "/sign-in",
            page,
            ("userName", "carla"),
            ("userPass", FreeRadius.FirstOfTwo)
        );
        var challenge = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Type the code", challenge, StringComparison.Ordinal);
        Assert.Equal("/sign-in", await app.LedToAsync("/account"));
        return challenge;
    }

    private static Task<HttpResponseMessage> AnswerAsync(TestApp app, string page, string code) =>
        app.PostAsync(
            "/sign-in?handler=Challenge",
            page,
            ("ticket", HttpUtility.HtmlDecode(Ticket().Match(page).Groups["ticket"].Value)),
            ("response", code)
        );

    [GeneratedRegex("name=\"ticket\" value=\"(?<ticket>[^\"]+)\"")]
    private static partial Regex Ticket();
}
