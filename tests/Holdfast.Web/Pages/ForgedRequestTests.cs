using System.Net;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Web.OnFakes;

namespace Holdfast.Web.Pages;

/// <summary>Requests that no form of ours has sent.</summary>
public sealed class ForgedRequestTests
{
    private static readonly string[] Posts =
    [
        "/sign-in",
        "/sign-out",
        "/?handler=Remove",
        "/devices/new/office",
        "/account?handler=Revoke",
        "/account?handler=EndBrowser",
        "/account/password",
        "/vpn-user-portal/oauth/authorize?client_id=org.letsconnect-vpn.app.linux",
        "/admin/users/new",
        "/admin/profiles/office?handler=Save",
        "/admin/profiles/office?handler=Remove",
        "/admin/settings",
    ];

    [Fact]
    public async Task Post_WithoutFormToken_RefusedAndNothingDone()
    {
        await using var portal = await PortalOnFakes.StartAsync();
        using var client = Client(portal, FakeWorld.AdministratorName);
        foreach (var address in Posts)
        {
            using var form = new FormUrlEncodedContent([new("approve", "yes"), new("name", "x")]);
            using var answer = await client.PostAsync(address, form);

            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("HF-1407", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Empty(portal.World.Done);
        Assert.Equal(2, portal.World.Profiles.Count);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/account")]
    [InlineData("/devices/new/office")]
    [InlineData("/admin")]
    [InlineData("/admin/users")]
    [InlineData("/vpn-user-portal/oauth/authorize?x=y")]
    public async Task Get_NobodySignedIn_LeadsToSignIn(string address)
    {
        await using var portal = await PortalOnFakes.StartAsync();
        using var client = Client(portal, name: null);
        using var answer = await client.GetAsync(address);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/sign-in", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/admin")]
    [InlineData("/admin/users")]
    [InlineData("/admin/users/new")]
    [InlineData("/admin/users/018f0000-0000-7000-8000-000000000000")]
    [InlineData("/admin/profiles")]
    [InlineData("/admin/profiles/new")]
    [InlineData("/admin/profiles/office")]
    [InlineData("/admin/settings")]
    public async Task Get_NotAnAdministrator_Refused(string address)
    {
        await using var portal = await PortalOnFakes.StartAsync();
        using var client = Client(portal, FakeWorld.UserName);
        using var answer = await client.GetAsync(address);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("HF-1408", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/devices/new/nowhere")]
    [InlineData("/admin/profiles/nowhere")]
    [InlineData("/admin/users/018f0000-0000-7000-8000-000000000000")]
    public async Task Get_NothingThere_NotFound(string address)
    {
        await using var portal = await PortalOnFakes.StartAsync();
        using var client = Client(portal, FakeWorld.AdministratorName);
        using var answer = await client.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("HF-1401", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static HttpClient Client(PortalOnFakes portal, string? name)
    {
        var trust = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        trust.CustomTrustStore.Add(portal.Certificate);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            SslOptions = { CertificateChainPolicy = trust },
        };
        var client = new HttpClient(handler) { BaseAddress = new(portal.Address) };
        if (name is not null)
        {
            client.DefaultRequestHeaders.Add("Cookie", $"{FakeSignIn.Cookie}={name}");
        }

        return client;
    }
}
