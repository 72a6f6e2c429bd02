using Holdfast.OAuth.Clients;

namespace Holdfast.OAuth.Tests.Clients;

public sealed class ClientRegistryTests
{
    [Fact]
    public void Create_SetsSwitchedOff_AreUnknown()
    {
        var registry = ClientRegistry.Create([AppSet.EduVpn, AppSet.LetsConnect, AppSet.EduVpn], []).Value!;
        Assert.Equal(10, registry.All.Count);
        Assert.Null(registry.Find("org.govvpn.app.linux"));
    }

    [Fact]
    public void Create_OwnApp_IsKnownWithDefaults()
    {
        var client = Create(App("https://app.example.org/callback")).Value!.Find("example.app")!;
        Assert.Equal("example.app", client.DisplayName);
        Assert.True(client.RequiresApproval);
        Assert.True(client.MayReturnTo("https://app.example.org/callback"));
        Assert.Equal([ResponseMode.Query, ResponseMode.FormPost], client.ResponseModes);
    }

    [Theory]
    [InlineData("https://app.example.org/")]
    [InlineData("https://app.example.org:8443/cb?x=1")]
    [InlineData("org.example.app:/callback")]
    [InlineData("http://127.0.0.1:{PORT}/callback")]
    [InlineData("http://[::1]:{PORT}/")]
    [InlineData("http://127.0.0.1:4711/callback")]
    [InlineData("http://127.0.0.1/callback")]
    public void Create_RedirectUri_IsAllowed(string uri) => Assert.True(Create(App(uri)).Succeeded);

    [Theory]
    [InlineData("")]
    [InlineData("callback")]
    [InlineData("/callback")]
    [InlineData("http://app.example.org/callback")]
    [InlineData("http://localhost/callback")]
    [InlineData("http://127.0.0.1.example.org/callback")]
    [InlineData("http://127.0.0.1:{PORT}.example.org/callback")]
    [InlineData("http://127.0.0.1:{PORT}/{PORT}")]
    [InlineData("http://127.0.0.1{PORT}/callback")]
    [InlineData("https://app.example.org:{PORT}/callback")]
    [InlineData("https://user@app.example.org/")]
    [InlineData("https://app.example.org/#here")]
    [InlineData("https://app.example.org/#")]
    [InlineData("https://app.example.org/a b")]
    [InlineData("https://app.example.org/\"onload")]
    [InlineData("https://app.example.org/ä")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("myapp:/callback")]
    [InlineData("org.example.app:/{PORT}")]
    public void Create_RedirectUri_IsRefused(string uri)
    {
        var problem = Assert.Single(Create(App(uri)).Problems);
        Assert.Equal(("HF-1230", "apps[0].redirectUris[0]"), (problem.Id, problem.Where));
    }

    [Fact]
    public void Create_EndlessRedirectUri_IsRefused() =>
        Assert.False(Create(App("https://app.example.org/" + new string('x', 500))).Succeeded);

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("a/b")]
    public void Create_ClientId_IsRefused(string id) =>
        Assert.Equal("apps[0].clientId", Assert.Single(Create(App() with { ClientId = id }).Problems).Where);

    [Fact]
    public void Create_TakenId_IsRefused()
    {
        Assert.False(Create(App(), App()).Succeeded);
        Assert.False(Create(App() with { ClientId = "org.eduvpn.app.linux" }).Succeeded);
        Assert.False(ClientRegistry.Create([], [App() with { ClientId = "org.govvpn.app.ios" }]).Succeeded);
    }

    [Fact]
    public void Create_SeveralMistakes_ReportsAll()
    {
        var outcome = Create(
            App() with
            {
                ClientId = "a b",
                DisplayName = "x\ny",
                RedirectUris = ["https://ok.example.org/", "nonsense"],
                ResponseModes = [],
            },
            App() with
            {
                RedirectUris = [],
            }
        );
        Assert.Equal(
            [
                "apps[0].clientId",
                "apps[0].displayName",
                "apps[0].redirectUris[1]",
                "apps[0].responseModes",
                "apps[1].redirectUris",
            ],
            outcome.Problems.Select(problem => problem.Where)
        );
    }

    private static ClientRegistration App(string uri = "https://app.example.org/callback") =>
        new() { ClientId = "example.app", RedirectUris = [uri] };

    private static Model.Problems.Outcome<ClientRegistry> Create(params ClientRegistration[] more) =>
        ClientRegistry.Create(KnownApps.AllSets, more);
}
