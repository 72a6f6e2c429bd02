using Holdfast.Homes;
using Holdfast.Tests.Fixtures;

namespace Holdfast.Tests.Admin;

public sealed class SettingVerbsTests : IDisposable
{
    private const string Address = "/api/admin/v1/settings";

    private const string Answer = """
        {"sessionExpiry":"30d","accessTokenLife":"1h","refreshGrace":"1m","sessionHistory":"30d","auditHistory":"730d",
         "apiConfigurations":0,"manualConfigurations":3}
        """;

    private readonly TestHome _home = new();

    private HomeFolder Home => _home.Folder;

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task List_Settings_ShowsValuesAndDefaults()
    {
        await using var portal = (await FakePortal.StartAsync(Home)).Answer($"GET {Address}", Answer);
        var terminal = new TestTerminal();
        Assert.Equal((ExitCodes.Done, ""), (await terminal.RunAsync(Home, "setting", "list"), terminal.Error));
        Assert.Equal(
            """
            NAME                   VALUE  DEFAULT
            session-expiry         30d    90d
            access-token-life      1h     1h
            refresh-grace          1m     1m
            session-history        30d    90d
            audit-history          730d   730d
            api-configurations     0      3
            manual-configurations  3      3
            second-factor          -      nobody
            second-factor-groups   -      -
            issuer                 -      -

            """,
            terminal.Out
        );
    }

    [Fact]
    public async Task List_Json_IsTheAnswer()
    {
        await using var portal = (await FakePortal.StartAsync(Home)).Answer($"GET {Address}", Answer);
        var terminal = new TestTerminal();
        await terminal.RunAsync(Home, "setting", "list", "--json");
        Assert.Contains("\"sessionExpiry\": \"30d\"", terminal.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("set session-expiry 30d", """{"sessionExpiry":"30d"}""")]
    [InlineData(
        "set access-token-life 90s api-configurations 0 issuer https://vpn.example",
        """{"accessTokenLife":"90s","apiConfigurations":0,"issuer":"https://vpn.example"}"""
    )]
    [InlineData("set api-configurations many", """{"apiConfigurations":"many"}""")]
    [InlineData("reset session-expiry issuer", """{"sessionExpiry":null,"issuer":null}""")]
    public async Task Change_Settings_SendsWhatIsNamed(string line, string body)
    {
        await using var portal = (await FakePortal.StartAsync(Home)).Answer($"PATCH {Address}", Answer);
        var terminal = new TestTerminal();
        string[] words = ["setting", .. line.Split(' ')];
        Assert.Equal((ExitCodes.Done, ""), (await terminal.RunAsync(Home, words), terminal.Error));
        Assert.Equal(($"PATCH {Address}", body), Assert.Single(portal.Asked));
    }

    [Fact]
    public async Task Set_Done_ShowsWhatIsInForce()
    {
        await using var portal = (await FakePortal.StartAsync(Home)).Answer($"PATCH {Address}", Answer);
        var terminal = new TestTerminal();
        await terminal.RunAsync(Home, "setting", "set", "session-expiry", "720h");
        Assert.Equal(
            """
            NAME            VALUE
            session-expiry  30d

            """,
            terminal.Out
        );
    }

    [Theory]
    [InlineData("set sessionExpiry 30d", "HF-1460 sessionExpiry")]
    [InlineData("set surprise 1 session-expiry 1d", "HF-1460 surprise")]
    [InlineData("set session-expiry 1d session-expiry 2d", "HF-1465 session-expiry")]
    [InlineData("set session-expiry", "HF-1501")]
    [InlineData("set session-expiry 1d issuer", "HF-1501")]
    [InlineData("reset surprise", "HF-1460 surprise")]
    [InlineData("reset issuer issuer", "HF-1465 issuer")]
    public async Task Change_NotInOrder_IsRefusedBeforeAnythingIsSent(string line, string problem)
    {
        await using var portal = await FakePortal.StartAsync(Home);
        var terminal = new TestTerminal();
        string[] words = ["setting", .. line.Split(' ')];
        Assert.Equal(ExitCodes.Refused, await terminal.RunAsync(Home, words));
        Assert.StartsWith(problem, terminal.Error, StringComparison.Ordinal);
        Assert.Empty(portal.Asked);
    }

    [Theory]
    [InlineData("setting set")]
    [InlineData("setting reset")]
    [InlineData("setting set session-expiry -1d --surprise")]
    public async Task Change_NothingNamed_IsRefused(string line)
    {
        var terminal = new TestTerminal();
        Assert.NotEqual(ExitCodes.Done, await terminal.RunAsync(Home, line.Split(' ')));
        Assert.Contains("HF-15", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Set_Refused_SaysAllThatThePortalSays()
    {
        await using var portal = (await FakePortal.StartAsync(Home)).Answer(
            $"PATCH {Address}",
            """
            {"problems":[{"id":"HF-1463","where":"sessionExpiry","title":"Setting out of range","detail":"1m to 3650d.","remedy":"R."},
              {"id":"HF-1464","where":"issuer","title":"Issuer not allowed","detail":"D.","remedy":"R."}]}
            """,
            400
        );
        var terminal = new TestTerminal();
        var code = await terminal.RunAsync(Home, "setting", "set", "session-expiry", "1s", "issuer", "x");
        Assert.Equal(ExitCodes.Refused, code);
        Assert.Contains("HF-1463 sessionExpiry", terminal.Error, StringComparison.Ordinal);
        Assert.Contains("HF-1464 issuer", terminal.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("set")]
    [InlineData("reset")]
    public async Task Help_NamesEverySetting(string verb)
    {
        var terminal = new TestTerminal();
        await terminal.RunAsync(Home, "setting", verb, "--help");
        Assert.All(
            [
                "session-expiry",
                "access-token-life",
                "refresh-grace",
                "api-configurations",
                "manual-configurations",
                "issuer",
            ],
            name => Assert.Contains(name, terminal.Out, StringComparison.Ordinal)
        );
    }
}
