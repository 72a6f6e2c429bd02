using System.Text.Json.Nodes;
using Holdfast.Homes;
using Holdfast.Tests.Fixtures;

namespace Holdfast.Tests.Admin;

public sealed class OtherVerbsTests : IDisposable
{
    private const string Api = "/api/admin/v1";

    private readonly TestHome _home = new();

    private HomeFolder Home => _home.Folder;

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("node add hfn1-x", "POST /nodes", """{"code":"hfn1-x"}""")]
    [InlineData("node remove node-1", "DELETE /nodes/node-1", "")]
    [InlineData("session end 7", "DELETE /sessions/7", "")]
    [InlineData("configuration remove 7", "DELETE /configurations/7", "")]
    [InlineData("token revoke 7", "DELETE /tokens/7", "")]
    [InlineData("token make x --scope read --days 9", "POST /tokens", """{"name":"x","scopes":["read"],"days":9}""")]
    [InlineData("profile remove office", "DELETE /profiles/office", "")]
    [InlineData("source raise 7", "POST /sources/7/raise", "")]
    [InlineData("source remove 7", "DELETE /sources/7", "")]
    [InlineData("source remove 7 --with-people", "DELETE /sources/7?withPeople=true", "")]
    [InlineData("app remove org.example", "DELETE /apps/org.example", "")]
    [InlineData(
        "app add org.example --name Example --redirect-uri http://127.0.0.1/ --redirect-uri x:/cb",
        "POST /apps",
        """{"clientId":"org.example","name":"Example","redirectUris":["http://127.0.0.1/","x:/cb"]}"""
    )]
    public async Task Change_EachVerb_AsksTheApi(string line, string request, string body)
    {
        var (method, path) = (request.Split(' ')[0], request.Split(' ')[1]);
        await using var portal = (await FakePortal.StartAsync(Home)).Answer($"{method} {Api}{path}", "", 204);
        var terminal = new TestTerminal();
        Assert.Equal((ExitCodes.Done, ""), (await terminal.RunAsync(Home, line.Split(' ')), terminal.Error));
        Assert.Equal(($"{method} {Api}{path}", body), Assert.Single(portal.Asked));
    }

    [Theory]
    [InlineData("profile list", "/profiles")]
    [InlineData("node list", "/nodes")]
    [InlineData("session list", "/sessions")]
    [InlineData("session list --user a&b --node n1", "/sessions?user=a%26b&node=n1")]
    [InlineData(
        "session who-had fd61::17 2026-11-17T14:00",
        "/sessions/history?address=fd61%3A%3A17&at=2026-11-17T14%3A00"
    )]
    [InlineData("health", "/health")]
    [InlineData("user sign-ins ann", "/users/ann/sign-ins")]
    [InlineData("statistics", "/statistics")]
    [InlineData(
        "statistics --each --from 2026-11-01 --until 2026-11-17 --profile office --node n1",
        "/statistics/cells?from=2026-11-01&until=2026-11-17&profile=office&node=n1"
    )]
    [InlineData("configuration list --user ann", "/configurations?user=ann")]
    [InlineData("app list", "/apps")]
    [InlineData("token list", "/tokens")]
    [InlineData("source list", "/sources")]
    [InlineData("audit list --limit 5", "/audit?limit=5")]
    [InlineData(
        "audit list --who anna --what user. --on bert --from 2026-11-01 --until 2026-11-17 --limit 5000",
        "/audit?actor=anna&action=user.&subject=bert&from=2026-11-01&until=2026-11-17&limit=1000"
    )]
    public async Task List_EachVerb_ShowsWhatIsThereAndADashForTheRest(string line, string path)
    {
        await using var portal = (await FakePortal.StartAsync(Home)).Answer(
            $"GET {Api}{path}",
            """{"items":[{"id":"thing","clientId":"thing","at":"thing","endedAt":"thing","day":"thing","area":"thing"}]}"""
        );
        var terminal = new TestTerminal();
        Assert.Equal((ExitCodes.Done, ""), (await terminal.RunAsync(Home, line.Split(' ')), terminal.Error));
        Assert.Contains("thing", terminal.Out, StringComparison.Ordinal);
        Assert.Contains("-", terminal.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("good", ExitCodes.Done)]
    [InlineData("warn", ExitCodes.Done)]
    [InlineData("bad", ExitCodes.Unwell)]
    public async Task Health_EndsAsTheWorstPartIs(string state, int exitCode)
    {
        await using var portal = (await FakePortal.StartAsync(Home)).Answer(
            $"GET {Api}/health",
            $$"""{"state":"{{state}}","items":[{"area":"Node","subject":"n1","state":"{{state}}","words":"So."}]}"""
        );
        var terminal = new TestTerminal();
        Assert.Equal(exitCode, await terminal.RunAsync(Home, "health", "--json"));
        Assert.Contains($"\"state\": \"{state}\",\n  \"items\"", terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_Document_AMemberALine()
    {
        await using var portal = (await FakePortal.StartAsync(Home)).Answer(
            $"GET {Api}/status",
            """{"ready":true,"users":3,"portal":{"url":"https://x"}}"""
        );
        var terminal = new TestTerminal();
        await terminal.RunAsync(Home, "status");
        Assert.Equal(
            """
            WHAT    VALUE
            ready   yes
            users   3
            portal  url=https://x

            """,
            terminal.Out
        );
    }

    [Theory]
    [InlineData("""{"id":"office","displayName":"Office"}""", "/profiles/office")]
    [InlineData("""{"items":[{"id":"office"}]}""", "/profiles")]
    [InlineData("""{"id":5,"displayName":"Office"}""", "/profiles/-")]
    [InlineData("""{"id":"","displayName":"Office"}""", "/profiles/-")]
    [InlineData("""{"displayName":"Office"}""", "/profiles/-")]
    public async Task Apply_File_OneOrAll(string content, string path)
    {
        await using var portal = (await FakePortal.StartAsync(Home)).Answer($"PUT {Api}{path}", "{}");
        var file = Home.At("profiles.json");
        await File.WriteAllTextAsync(file, content);
        var terminal = new TestTerminal();
        Assert.Equal((ExitCodes.Done, ""), (await terminal.RunAsync(Home, "profile", "apply", file), terminal.Error));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(content), JsonNode.Parse(portal.Asked.Single().Body)));
    }

    [Fact]
    public async Task Apply_Dash_ReadsTheInput()
    {
        await using var portal = (await FakePortal.StartAsync(Home)).Answer($"PUT {Api}/profiles", "{}");
        var terminal = new TestTerminal { Input = """{"items":[]}""" };
        Assert.Equal(ExitCodes.Done, await terminal.RunAsync(Home, "profile", "apply", "-"));
    }

    [Theory]
    [InlineData("""{"items":[]}""", """{"items":[],"removeAll":true}""", "/profiles")]
    [InlineData("""{"id":"office"}""", """{"id":"office"}""", "/profiles/office")]
    public async Task Apply_RemoveAll_IsSaidOfTheWholeSetOnly(string content, string sent, string path)
    {
        await using var portal = (await FakePortal.StartAsync(Home)).Answer($"PUT {Api}{path}", "{}");
        var terminal = new TestTerminal { Input = content };
        Assert.Equal(ExitCodes.Done, await terminal.RunAsync(Home, "profile", "apply", "--remove-all", "-"));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(sent), JsonNode.Parse(portal.Asked.Single().Body)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("not json")]
    [InlineData(null)]
    public async Task Apply_BadFile_NothingSent(string? content)
    {
        await using var portal = await FakePortal.StartAsync(Home);
        var file = Home.At("profiles.json");
        if (content is not null)
        {
            await File.WriteAllTextAsync(file, content);
        }
        var terminal = new TestTerminal();
        Assert.Equal(ExitCodes.Refused, await terminal.RunAsync(Home, "profile", "apply", file));
        Assert.StartsWith("HF-1507", terminal.Error, StringComparison.Ordinal);
        Assert.Empty(portal.Asked);
    }

    [Fact]
    public async Task Export_Profiles_CanBeAppliedAgain()
    {
        const string Profiles = """{"items":[{"id":"a","routes":["10.0.0.0/8"]}]}""";
        await using var portal = (await FakePortal.StartAsync(Home))
            .Answer($"GET {Api}/profiles", Profiles)
            .Answer($"PUT {Api}/profiles", "{}");
        var exported = new TestTerminal();
        await exported.RunAsync(Home, "profile", "export");
        await new TestTerminal { Input = exported.Out }.RunAsync(Home, "profile", "apply", "-");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Profiles), JsonNode.Parse(portal.Asked.Last().Body)));
    }

    [Theory]
    [InlineData("remove office", "DELETE", "", "Profile office was removed.")]
    [InlineData("remove office", "DELETE", """{"endedConfigurations":0}""", "Profile office was removed.")]
    [InlineData(
        "remove office",
        "DELETE",
        """{"endedConfigurations":1}""",
        "Profile office was removed. 1 configuration ended."
    )]
    [InlineData(
        "apply -",
        "PUT",
        """{"endedConfigurations":12}""",
        "The profiles are as the file says. 12 configurations ended."
    )]
    public async Task ProfileChange_SaysHowManyConfigurationsEnded(
        string line,
        string method,
        string answer,
        string said
    )
    {
        await using var portal = (await FakePortal.StartAsync(Home)).Answer(
            $"{method} /api/admin/v1/profiles/office",
            answer
        );
        var terminal = new TestTerminal { Input = """{"id":"office"}""" };
        string[] words = ["profile", .. line.Split(' ')];
        Assert.Equal(ExitCodes.Done, await terminal.RunAsync(Home, words));
        Assert.Equal(said + Environment.NewLine, terminal.Out);
    }
}
