using System.Net;
using System.Text.Json.Nodes;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing.Waiting;

namespace Holdfast.Portal.Tests.Features.Configurations;

/// <summary>Who may no longer use a profile is cut off when the command answers; nobody else is.</summary>
public sealed class NoLongerAllowedTests(RunningPortal portal) : IClassFixture<RunningPortal>, IAsyncLifetime
{
    private const string WireGuard = "application/x-wireguard-profile";
    private const string OpenVpn = "application/x-openvpn-profile";

    private readonly RunningPortal _portal = portal;

    /// <summary>Every test finds the same profiles, new, and so nobody connected.</summary>
    public async ValueTask InitializeAsync()
    {
        await _portal.DoAsync(HttpMethod.Put, "/profiles", """{"items":[],"removeAll":true}""");
        await PutAsync("default", 0, "null");
        await PutAsync("staff", 1, """["staff"]""");
        await PutAsync("lab", 2, """["lab","guests"]""");
        await Eventually.TrueAsync("the node carries the profiles", () => _portal.Node.State.Services.Count == 3);
        Assert.True(_portal.Node.State is { Peers.IsEmpty: true, Clients.IsEmpty: true });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task GroupsOfAUser_Narrowed_EndOnlyWhatIsNoLongerAllowed()
    {
        var anna = await _portal.AddUserAsync(null, "staff", "lab");
        var bert = await _portal.AddUserAsync(null, "staff");
        var (annaStaff, annaLab, annaDefault, bertStaff) = (
            await ConnectAsync(anna, "staff"),
            await ConnectAsync(anna, "lab"),
            await ConnectAsync(anna, "default"),
            await ConnectAsync(bert, "staff")
        );
        var answer = await _portal.DoAsync(HttpMethod.Patch, $"/users/{anna}", """{"groups":["lab"]}""");

        Assert.Equal(1, answer["endedConfigurations"]!.GetValue<int>());
        Assert.Equal(Sorted(annaLab, annaDefault, bertStaff), LiveKeys());
        Assert.DoesNotContain(annaStaff, LiveKeys());
        Assert.Equal(["default", "lab"], await ProfilesAsync(anna));
        Assert.Equal(["staff"], await ProfilesAsync(bert));
        var entry = (await _portal.AuditAsync("user.change"))!;
        Assert.Equal(anna, entry["subject"]!.GetValue<string>());
        var detail = JsonNode.Parse(entry["detail"]!.GetValue<string>())!;
        Assert.Equal(1, detail["endedConfigurations"]!.GetValue<int>());
    }

    [Fact]
    public async Task GroupsOfAUser_Narrowed_AppGetsWhatSomebodyElsesProfileGives()
    {
        var anna = await _portal.AddUserAsync(null, "staff");
        using var app = _portal.NewApp();
        await app.AuthorizeAsync(anna);
        using var before = await app.ConnectAsync(TestApp.NewKey(), "staff", WireGuard);
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Contains("staff", await HomeDevicesAsync(app), StringComparison.Ordinal);
        await _portal.DoAsync(HttpMethod.Patch, $"/users/{anna}", """{"groups":[]}""");

        Assert.Equal("", await HomeDevicesAsync(app));
        using var info = await app.ApiAsync(HttpMethod.Get, "/info");
        using var theirs = await app.ConnectAsync(TestApp.NewKey(), "staff", WireGuard);
        using var nobodys = await app.ConnectAsync(TestApp.NewKey(), "nothing-here", WireGuard);
        Assert.DoesNotContain("staff", await info.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(nobodys.StatusCode, theirs.StatusCode);
        Assert.Equal(await nobodys.Content.ReadAsStringAsync(), await theirs.Content.ReadAsStringAsync());
        using var open = await app.ConnectAsync(TestApp.NewKey(), "default", WireGuard);
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
    }

    [Theory]
    [InlineData("""{"groups":["staff","lab","more"]}""")]
    [InlineData("""{"role":"administrator"}""")]
    public async Task User_ChangedWithoutLosing_NothingEnds(string change)
    {
        var anna = await _portal.AddUserAsync(null, "staff");
        var key = await ConnectAsync(anna, "staff");
        var answer = await _portal.DoAsync(HttpMethod.Patch, $"/users/{anna}", change);

        Assert.Equal(0, answer["endedConfigurations"]!.GetValue<int>());
        Assert.Equal([key], LiveKeys());
    }

    [Fact]
    public async Task User_ChangeRefused_NothingEnds()
    {
        var anna = await _portal.AddUserAsync(null, "staff");
        var key = await ConnectAsync(anna, "staff");
        using var answer = await _portal.SendAsync(HttpMethod.Patch, $"/users/{anna}", """{"groups":["not ok"]}""");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([key], LiveKeys());
    }

    [Fact]
    public async Task User_Disabled_IsCutOffWhenTheCommandAnswers()
    {
        var anna = await _portal.AddUserAsync(null, "staff");
        await ConnectAsync(anna, "staff");
        await _portal.DoAsync(HttpMethod.Patch, $"/users/{anna}", """{"disabled":true}""");

        Assert.Empty(LiveKeys());
    }

    [Fact]
    public async Task GroupsOfAProfile_Narrowed_EndOnlyThoseOfPeopleWithoutAGroup()
    {
        var (anna, bert, carl) = (
            await _portal.AddUserAsync(null, "lab"),
            await _portal.AddUserAsync(null, "guests"),
            await _portal.AddUserAsync(null, "guests", "lab", "staff")
        );
        var (annas, berts, carls, carlsStaff) = (
            await ConnectAsync(anna, "lab"),
            await ConnectAsync(bert, "lab"),
            await ConnectAsync(carl, "lab"),
            await ConnectAsync(carl, "staff")
        );
        var answer = await PutAsync("lab", 2, """["lab"]""");

        Assert.Equal(1, answer["endedConfigurations"]!.GetValue<int>());
        Assert.Equal(Sorted(annas, carls, carlsStaff), LiveKeys());
        Assert.DoesNotContain(berts, LiveKeys());
        Assert.Empty(await ProfilesAsync(bert));
        var entry = (await _portal.AuditAsync("configuration.end"))!;
        Assert.Equal("lab", entry["subject"]!.GetValue<string>());
        var detail = JsonNode.Parse(entry["detail"]!.GetValue<string>())!;
        Assert.Equal("no longer allowed", detail["reason"]!.GetValue<string>());
        Assert.Equal(1, detail["count"]!.GetValue<int>());
    }

    [Fact]
    public async Task Profile_OpenToEverybody_ThenToNobody_EndsAll()
    {
        var anna = await _portal.AddUserAsync(null, "staff");
        await ConnectAsync(anna, "staff");
        Assert.Equal(0, (await PutAsync("staff", 1, "null"))["endedConfigurations"]!.GetValue<int>());
        Assert.Single(LiveKeys());
        Assert.Equal(1, (await PutAsync("staff", 1, "[]"))["endedConfigurations"]!.GetValue<int>());
        Assert.Empty(LiveKeys());
    }

    [Theory]
    [InlineData("""["staff","more"]""", "9.9.9.9", false)]
    [InlineData("""["staff"]""", "9.9.9.9", true)]
    [InlineData("""["staff"]""", "9.9.9.10", false)]
    public async Task Profile_ChangedWithoutTakingAway_NothingEnds(string groups, string dns, bool hidden)
    {
        var anna = await _portal.AddUserAsync(null, "staff");
        var key = await ConnectAsync(anna, "staff");
        var answer = await PutAsync("staff", 1, groups, dns, hidden);

        Assert.Equal(0, answer["endedConfigurations"]!.GetValue<int>());
        Assert.Equal([key], LiveKeys());
    }

    [Fact]
    public async Task Profile_LosesAProtocol_EndsOnlyItsConfigurations()
    {
        var anna = await _portal.AddUserAsync(null, "staff");
        var key = await ConnectAsync(anna, "staff");
        await ConnectAsync(anna, "staff", OpenVpn);
        Assert.Single(_portal.Node.State.Clients);
        var answer = await PutAsync("staff", 1, """["staff"]""", openVpn: false);

        Assert.Equal(1, answer["endedConfigurations"]!.GetValue<int>());
        Assert.Empty(_portal.Node.State.Clients);
        Assert.Equal([key], LiveKeys());
        var detail = JsonNode.Parse((await _portal.AuditAsync("configuration.end"))!["detail"]!.GetValue<string>())!;
        Assert.Equal("protocol no longer offered", detail["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task Profile_ChangeRefused_NothingEnds()
    {
        var anna = await _portal.AddUserAsync(null, "staff");
        var key = await ConnectAsync(anna, "staff");
        using var answer = await _portal.SendAsync(
            HttpMethod.Put,
            "/profiles/staff",
            """{"id":"staff","displayName":"","allowedGroups":[]}"""
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([key], LiveKeys());
    }

    [Fact]
    public async Task Profile_Removed_SaysHowManyEnded()
    {
        var anna = await _portal.AddUserAsync(null, "staff");
        await ConnectAsync(anna, "staff");
        var key = await ConnectAsync(anna, "default");
        var answer = await _portal.DoAsync(HttpMethod.Delete, "/profiles/staff", "");

        Assert.Equal(1, answer["endedConfigurations"]!.GetValue<int>());
        Assert.Equal([key], LiveKeys());
    }

    [Fact]
    public async Task Profiles_AllRemovedAsMeant_SaysHowManyEnded_AndAnEmptyListIsFineAfterwards()
    {
        var anna = await _portal.AddUserAsync(null, "staff");
        await ConnectAsync(anna, "staff");
        await ConnectAsync(anna, "default");
        var answer = await _portal.DoAsync(HttpMethod.Put, "/profiles", """{"items":[],"removeAll":true}""");

        Assert.Equal(2, answer["endedConfigurations"]!.GetValue<int>());
        Assert.Empty(LiveKeys());
        await _portal.DoAsync(HttpMethod.Put, "/profiles", """{"items":[]}""");
    }

    [Fact]
    public async Task Groups_TakenAwayWhileConnecting_NobodyIsLeftConnected()
    {
        var anna = await _portal.AddUserAsync(null, "staff");
        var apps = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => AuthorizedAsync(anna)));
        var connecting = apps.Select(app => app.ConnectAsync(TestApp.NewKey(), "staff", WireGuard)).ToList();
        await _portal.DoAsync(HttpMethod.Patch, $"/users/{anna}", """{"groups":[]}""");
        await Task.WhenAll(connecting);

        Assert.Empty(await ProfilesAsync(anna));
        await Eventually.TrueAsync("nobody is connected", () => LiveKeys().Count == 0);
        Array.ForEach(apps, app => app.Dispose());
    }

    /// <summary>A profile with both protocols and pools of its own.</summary>
    private Task<JsonNode> PutAsync(
        string id,
        int number,
        string groups,
        string dns = "9.9.9.9",
        bool hidden = false,
        bool openVpn = true
    )
    {
        var second = openVpn
            ? $$""","openVpn":{"pool4":"10.7{{number}}.1.0/24","pool6":"fd7{{number}}:1::/64","udpPorts":[120{{number}}],"tcpPorts":[]}"""
            : "";
        return _portal.DoAsync(
            HttpMethod.Put,
            $"/profiles/{id}",
            $$"""
            {"id":"{{id}}","displayName":"{{id}} profile","allowedGroups":{{groups}},"dnsServers":["{{dns}}"]{{second}},
             "wireGuard":{"pool4":"10.7{{number}}.0.0/24","pool6":"fd7{{number}}::/64","port":5183{{number}}},"hidden":{{(
                hidden ? "true" : "false"
            )}}}
            """
        );
    }

    private async Task<TestApp> AuthorizedAsync(string user)
    {
        var app = _portal.NewApp();
        await app.AuthorizeAsync(user);
        return app;
    }

    /// <returns>The key of the peer; an app of its own for each.</returns>
    private async Task<string> ConnectAsync(string user, string profile, string kind = WireGuard)
    {
        using var app = await AuthorizedAsync(user);
        var key = TestApp.NewKey();
        using var answer = await app.ConnectAsync(kind == WireGuard ? key : null, profile, kind);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return key;
    }

    private static async Task<string> HomeDevicesAsync(TestApp app)
    {
        var page = await app.Http.GetStringAsync("/");
        return string.Concat(page.Split('\n').Where(line => line.Contains("staff profile", StringComparison.Ordinal)));
    }

    /// <summary>Of the user's living configurations.</summary>
    private async Task<IReadOnlyList<string>> ProfilesAsync(string user) =>
        [
            .. (await _portal.GetAsync($"/configurations?user={user}"))["items"]!
                .AsArray()
                .Select(item => item!["profileId"]!.GetValue<string>())
                .Order(StringComparer.Ordinal),
        ];

    private IReadOnlyList<string> LiveKeys() =>
        Sorted([.. _portal.Node.State.Peers.Values.Select(peer => peer.PublicKey.ToBase64())]);

    private static IReadOnlyList<string> Sorted(params string[] keys) => [.. keys.Order(StringComparer.Ordinal)];
}
