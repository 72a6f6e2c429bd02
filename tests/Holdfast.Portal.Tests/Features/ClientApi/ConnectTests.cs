using System.Globalization;
using System.Net;
using System.Text.Json;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing.Waiting;

namespace Holdfast.Portal.Tests.Features.ClientApi;

public sealed class ConnectTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string OpenVpn = "application/x-openvpn-profile";
    private const string WireGuard = "application/x-wireguard-profile";
    private const string WireGuardTcp = "application/x-wireguard+tcp-profile";

    [Fact]
    public async Task Info_ListsTheProfileAsAppsReadIt()
    {
        using var app = await AuthorizedAsync();
        using var answer = await app.ApiAsync(HttpMethod.Get, "/info");
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var profile = Assert.Single(
            document.RootElement.GetProperty("info").GetProperty("profile_list").EnumerateArray()
        );

        Assert.Equal("default", profile.GetProperty("profile_id").GetString());
        Assert.Equal(JsonValueKind.String, profile.GetProperty("display_name").ValueKind);
        Assert.Equal(
            ["wireguard+udp", "wireguard+tcp", "openvpn+udp", "openvpn+tcp"],
            profile.GetProperty("vpn_proto_transport_list").EnumerateArray().Select(e => e.GetString())
        );
        Assert.True(profile.GetProperty("default_gateway").GetBoolean());
        Assert.False(profile.TryGetProperty("dns_search_domain_list", out _));
    }

    [Fact]
    public async Task Connect_WireGuard_AnswersWithALivePeer()
    {
        using var app = await AuthorizedAsync();
        var key = TestApp.NewKey();
        using var answer = await app.ConnectAsync(key, "default", OpenVpn, WireGuard, WireGuardTcp);
        var body = await answer.Content.ReadAsStringAsync();

        Assert.True(answer.StatusCode == HttpStatusCode.OK, body);
        Assert.Equal(WireGuard, answer.Content.Headers.GetValues("Content-Type").Single());
        var expires = answer.Content.Headers.GetValues("Expires").Single();
        Assert.True(
            DateTimeOffset.TryParseExact(expires, "R", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        );
        Assert.EndsWith("GMT", expires, StringComparison.Ordinal);
        Assert.DoesNotContain("PrivateKey", body, StringComparison.Ordinal);
        Assert.False(body.EndsWith('\n'));
        var peer = Assert.Single(portal.Node.State.Peers.Values, p => p.PublicKey.ToBase64() == key);
        Assert.Contains(peer.Address4.ToString(), body, StringComparison.Ordinal);
        Assert.Equal(expires, peer.ExpiresAt.ToString("R", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Connect_WireGuardTcpOnly_NamesTheProxy()
    {
        using var app = await AuthorizedAsync();
        using var answer = await app.ConnectAsync(TestApp.NewKey(), "default", WireGuardTcp);
        var body = await answer.Content.ReadAsStringAsync();

        Assert.Equal(WireGuardTcp, answer.Content.Headers.GetValues("Content-Type").Single());
        Assert.Contains("ProxyEndpoint = https://node.example:8444/proxyguard/default", body, StringComparison.Ordinal);
        Assert.Contains("Endpoint = 127.0.0.1:51820", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_WithoutKey_GivesOpenVpn()
    {
        using var app = await AuthorizedAsync();
        using var answer = await app.ConnectAsync(null, "default", OpenVpn, WireGuard, WireGuardTcp);
        var body = await answer.Content.ReadAsStringAsync();

        Assert.Equal(OpenVpn, answer.Content.Headers.GetValues("Content-Type").Single());
        Assert.EndsWith(" tcp", body, StringComparison.Ordinal);
        Assert.Contains("<tls-crypt>", body, StringComparison.Ordinal);
        Assert.NotEmpty(portal.Node.State.Clients);
    }

    [Theory]
    [InlineData("text/html", OpenVpn)]
    [InlineData("application/x-wireguard-profile;q=0.1", WireGuard)]
    [InlineData("application/x-openvpn-profile, application/x-wireguard-profile", WireGuard)]
    public async Task Connect_AnyAccept_GivesWhatTheClientListed(string accept, string expected)
    {
        using var app = await AuthorizedAsync();
        using var answer = await app.ConnectAsync(expected == OpenVpn ? null : TestApp.NewKey(), "default", accept);

        Assert.Equal(expected, answer.Content.Headers.GetValues("Content-Type").Single());
    }

    [Fact]
    public async Task Connect_NothingInCommon_Is406()
    {
        using var app = await AuthorizedAsync();
        using var answer = await app.ConnectAsync(null, "default", WireGuard);

        Assert.Equal(HttpStatusCode.NotAcceptable, answer.StatusCode);
        await AssertErrorAsync(answer, "HF-1302");
    }

    [Theory]
    [InlineData("nope", HttpStatusCode.NotFound, "HF-1301")]
    [InlineData("../etc", HttpStatusCode.BadRequest, "HF-1311")]
    [InlineData("", HttpStatusCode.BadRequest, "HF-1311")]
    public async Task Connect_OtherProfile_IsRefused(string profile, HttpStatusCode status, string id)
    {
        using var app = await AuthorizedAsync();
        using var answer = await app.ConnectAsync(TestApp.NewKey(), profile, WireGuard);

        Assert.Equal(status, answer.StatusCode);
        await AssertErrorAsync(answer, id);
    }

    [Theory]
    [InlineData("public_key", "AAAA")]
    [InlineData("public_key", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("prefer_tcp", "maybe")]
    public async Task Connect_BadParameter_IsRefused(string name, string value)
    {
        using var app = await AuthorizedAsync();
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["profile_id"] = "default",
            [name] = value,
        };
        using var answer = await app.ApiAsync(HttpMethod.Post, "/connect", form, WireGuard);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await AssertErrorAsync(answer, "HF-1311");
    }

    [Fact]
    public async Task Connect_Again_ReplacesTheFormer()
    {
        using var app = await AuthorizedAsync();
        var (first, second) = (TestApp.NewKey(), TestApp.NewKey());
        (await app.ConnectAsync(first, "default", WireGuard)).Dispose();
        (await app.ConnectAsync(second, "default", WireGuard)).Dispose();

        var keys = portal.Node.State.Peers.Values.Select(p => p.PublicKey.ToBase64()).ToList();
        Assert.DoesNotContain(first, keys);
        Assert.Contains(second, keys);
    }

    [Fact]
    public async Task Connect_KeyOfSomebodyElse_IsRefused()
    {
        using var one = await AuthorizedAsync();
        using var other = await AuthorizedAsync();
        var key = TestApp.NewKey();
        (await one.ConnectAsync(key, "default", WireGuard)).Dispose();
        using var answer = await other.ConnectAsync(key, "default", WireGuard);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        await AssertErrorAsync(answer, "HF-1305");
    }

    [Fact]
    public async Task Connect_SameUserSameKey_MovesTheKey()
    {
        var user = await portal.AddUserAsync();
        using var one = portal.NewApp();
        using var other = portal.NewApp("org.letsconnect-vpn.app.ios");
        await one.AuthorizeAsync(user);
        var parameters = other.AuthorizeParameters();
        parameters["redirect_uri"] = "org.letsconnect-vpn.app.ios:/api/callback";
        await other.SignInAsync(user);
        var path = TestApp.AuthorizePath(parameters);
        using var approved = await other.PostAsync(path, await other.Http.GetStringAsync(path), ("approve", "yes"));
        var grant = other.CodeGrant(System.Web.HttpUtility.ParseQueryString(approved.Headers.Location!.Query)["code"]!);
        grant["redirect_uri"] = parameters["redirect_uri"];
        await other.KeepAsync(grant);
        var key = TestApp.NewKey();

        (await one.ConnectAsync(key, "default", WireGuard)).Dispose();
        using var answer = await other.ConnectAsync(key, "default", WireGuard);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(portal.Node.State.Peers.Values, p => p.PublicKey.ToBase64() == key);
    }

    [Fact]
    public async Task Connect_FourthApp_EvictsTheOldest()
    {
        var user = await portal.AddUserAsync();
        var keys = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            using var app = portal.NewApp();
            await app.AuthorizeAsync(user);
            keys.Add(TestApp.NewKey());
            (await app.ConnectAsync(keys[i], "default", WireGuard)).Dispose();
        }

        var present = portal.Node.State.Peers.Values.Select(p => p.PublicKey.ToBase64()).Intersect(keys).ToList();
        Assert.Equal(keys[1..].Order(), present.Order());
    }

    [Fact]
    public async Task Disconnect_RemovesThePeer_AndTheTokenStaysGood()
    {
        using var app = await AuthorizedAsync();
        var key = TestApp.NewKey();
        (await app.ConnectAsync(key, "default", WireGuard)).Dispose();
        using var answer = await app.ApiAsync(HttpMethod.Post, "/disconnect");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        await Eventually.TrueAsync(
            "the peer goes",
            () => portal.Node.State.Peers.Values.All(p => p.PublicKey.ToBase64() != key)
        );
        using var again = await app.ConnectAsync(TestApp.NewKey(), "default", WireGuard);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Connect_UserDisabled_IsRefusedAndPeersGo()
    {
        var user = await portal.AddUserAsync();
        using var app = portal.NewApp();
        await app.AuthorizeAsync(user);
        var key = TestApp.NewKey();
        (await app.ConnectAsync(key, "default", WireGuard)).Dispose();
        using var disabled = await portal.Admin.PatchAsync(
            $"/api/admin/v1/users/{user}",
            new StringContent("""{"disabled":true}""")
        );
        using var answer = await app.ConnectAsync(key, "default", WireGuard);

        Assert.True(disabled.IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        await Eventually.TrueAsync(
            "the peer goes",
            () => portal.Node.State.Peers.Values.All(p => p.PublicKey.ToBase64() != key)
        );
    }

    [Theory]
    [InlineData("GET", "/nothing", HttpStatusCode.NotFound)]
    [InlineData("GET", "/connect", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/info", HttpStatusCode.MethodNotAllowed)]
    public async Task WrongPathOrMethod_IsSaid(string method, string path, HttpStatusCode status)
    {
        using var app = await AuthorizedAsync();
        using var answer = await app.ApiAsync(new HttpMethod(method), path);

        Assert.Equal(status, answer.StatusCode);
        if (status == HttpStatusCode.MethodNotAllowed)
        {
            Assert.NotEmpty(answer.Content.Headers.Allow);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer x")]
    [InlineData("Basic dGVzdDp0ZXN0")]
    public async Task BadToken_Is401AsTheSpecificationSays(string? authorization)
    {
        using var app = portal.NewApp();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/vpn-user-portal/api/v3/info");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var answer = await app.Http.SendAsync(request);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("error=\"invalid_token\"", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal("invalid_token", body.RootElement.GetProperty("error").GetString());
    }

    private async Task<TestApp> AuthorizedAsync()
    {
        var app = portal.NewApp();
        await app.AuthorizeAsync(await portal.AddUserAsync());
        return app;
    }

    private static async Task AssertErrorAsync(HttpResponseMessage answer, string id)
    {
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(id, body.RootElement.GetProperty("id").GetString());
        Assert.Equal(JsonValueKind.String, body.RootElement.GetProperty("error").ValueKind);
    }
}
