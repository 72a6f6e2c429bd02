using System.Text.Json.Nodes;
using Holdfast.Homes;
using Holdfast.Tests.Fixtures;

namespace Holdfast.Tests.Admin;

public sealed class UserVerbsTests : IDisposable
{
    private const string Users = "/api/admin/v1/users";

    private readonly TestHome _home = new();

    private HomeFolder Home => _home.Folder;

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Add_PasswordFromInput_SendsTheFirstLine()
    {
        await using var portal = (await FakePortal.StartAsync(Home)).Answer($"POST {Users}", "{}", 201);
        var terminal = new TestTerminal { Input = "correct horse\nignored\n" };

        var code = await terminal.RunAsync(
            Home,
            ["user", "add", "ann", "--password-stdin", "--group", "staff", "--group", "x", "--role", "administrator"]
        );

        Assert.Equal((ExitCodes.Done, ""), (code, terminal.Error));
        var sent = JsonNode.Parse(Assert.Single(portal.Asked).Body)!;
        Assert.True(
            JsonNode.DeepEquals(
                sent,
                JsonNode.Parse(
                    """{"name":"ann","password":"correct horse","role":"administrator","groups":["staff","x"]}"""
                )
            )
        );
        Assert.DoesNotContain("correct horse", terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_OnATerminal_AsksTwice()
    {
        await using var portal = (await FakePortal.StartAsync(Home)).Answer($"POST {Users}", "{}", 201);
        var terminal = new TestTerminal { Secrets = new(["secret", "secret"]) };
        Assert.Equal(ExitCodes.Done, await terminal.RunAsync(Home, "user", "add", "ann"));
        Assert.Equal("secret", JsonNode.Parse(portal.Asked.Single().Body)!["password"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("--group staff --group it", """{"groups":["staff","it"]}""")]
    [InlineData("--no-groups", """{"groups":[]}""")]
    [InlineData("--role administrator", """{"role":"administrator"}""")]
    [InlineData("--mail ann@example.org", """{"mailAddress":"ann@example.org"}""")]
    [InlineData("--role user --no-groups", """{"role":"user","groups":[]}""")]
    public async Task Change_SendsOnlyWhatWasSaid(string options, string expected)
    {
        await using var portal = (await FakePortal.StartAsync(Home)).Answer($"PATCH {Users}/ann", "{}");
        var terminal = new TestTerminal();

        var code = await terminal.RunAsync(Home, ["user", "change", "ann", .. options.Split(' ')]);

        Assert.Equal((ExitCodes.Done, ""), (code, terminal.Error));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(portal.Asked.Single().Body), JsonNode.Parse(expected)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" --group staff --no-groups")]
    [InlineData(" --group")]
    [InlineData(" --role emperor")]
    public async Task Change_NothingOrNonsense_NothingSent(string options)
    {
        await using var portal = await FakePortal.StartAsync(Home);
        var terminal = new TestTerminal();

        Assert.NotEqual(ExitCodes.Done, await terminal.RunAsync(Home, $"user change ann{options}".Split(' ')));
        Assert.Empty(portal.Asked);
    }

    [Theory]
    [InlineData("one", "two", "HF-1505")]
    [InlineData("", "", "HF-1506")]
    public async Task Add_BadAnswers_NothingSent(string first, string second, string id)
    {
        await using var portal = await FakePortal.StartAsync(Home);
        var terminal = new TestTerminal { Secrets = new([first, second]) };
        Assert.Equal(ExitCodes.Refused, await terminal.RunAsync(Home, "user", "add", "ann"));
        Assert.StartsWith(id, terminal.Error, StringComparison.Ordinal);
        Assert.Empty(portal.Asked);
    }

    [Theory]
    [InlineData("user add ann")]
    [InlineData("user add ann --password-stdin")]
    [InlineData("user password ann")]
    public async Task Add_NoPasswordAndNoPerson_SaysWhatToDo(string line)
    {
        var terminal = new TestTerminal();
        Assert.Equal(ExitCodes.Refused, await terminal.RunAsync(Home, line.Split(' ')));
        Assert.StartsWith("HF-1506", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_PortalRefuses_EveryProblemWithItsRemedy()
    {
        const string Refusal = """
            {"type":"urn:holdfast:HF-1101","title":"Two things","status":422,"detail":"x","problems":[
              {"id":"HF-1101","where":"name","title":"The name is taken","detail":"ann exists.","remedy":"Choose another."},
              {"id":"HF-1102","where":"password","title":"Too short","detail":"It has 3 characters.","remedy":"Take 10."}]}
            """;
        await using var portal = (await FakePortal.StartAsync(Home)).Answer($"POST {Users}", Refusal, 422);
        var terminal = new TestTerminal { Input = "abc\n" };
        Assert.Equal(ExitCodes.Refused, await terminal.RunAsync(Home, "user", "add", "ann", "--password-stdin"));
        Assert.Equal(
            """
            HF-1101 name: The name is taken: ann exists. Choose another.
            HF-1102 password: Too short: It has 3 characters. Take 10.

            """,
            terminal.Error
        );
    }

    [Theory]
    [InlineData("""{"type":"urn:holdfast:HF-1199","title":"Away","detail":"Later."}""", 503, "HF-1199 Away: Later.")]
    [InlineData("""{"problems":"none"}""", 500, "HF-1504")]
    [InlineData("<html>", 502, "HF-1504")]
    [InlineData("null", 200, "HF-1504")]
    [InlineData("[1,2", 200, "HF-1504")]
    [InlineData("", 500, "HF-1504")]
    public async Task Show_StrangeAnswer_OneLineAndAnExitCode(string body, int status, string expected)
    {
        await using var portal = (await FakePortal.StartAsync(Home)).Answer($"GET {Users}/ann", body, status);
        var terminal = new TestTerminal();
        Assert.Equal(ExitCodes.Refused, await terminal.RunAsync(Home, "user", "show", "ann"));
        Assert.StartsWith(expected, terminal.Error, StringComparison.Ordinal);
        Assert.Single(terminal.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task List_NoPortal_ExitCodeOfItsOwn()
    {
        var terminal = new TestTerminal();
        Assert.Equal(ExitCodes.NotRunning, await terminal.RunAsync(Home, "user", "list"));
        Assert.StartsWith("HF-1502", terminal.Error, StringComparison.Ordinal);
        Assert.Contains("./run", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_SeveralPages_OneTable()
    {
        await using var portal = (await FakePortal.StartAsync(Home))
            .Answer(
                $"GET {Users}",
                """{"items":[{"name":"ann","role":"administrator","groups":["staff","x"],"disabled":false}],"next":"a n"}"""
            )
            .Answer(
                $"GET {Users}?after=a%20n",
                """{"items":[{"name":"bob\u001b[2J","role":"user","groups":[],"disabled":true}]}"""
            );
        var terminal = new TestTerminal();
        Assert.Equal(ExitCodes.Done, await terminal.RunAsync(Home, "user", "list"));
        Assert.Equal(
            """
            NAME     ROLE           GROUPS    DISABLED
            ann      administrator  staff, x  no
            bob?[2J  user           -         yes

            """,
            terminal.Out
        );
    }

    [Fact]
    public async Task List_Json_AllPagesAsOneDocument()
    {
        await using var portal = (await FakePortal.StartAsync(Home))
            .Answer($"GET {Users}?search=a", """{"items":[{"name":"ann","more":1}],"next":"x"}""")
            .Answer($"GET {Users}?search=a&after=x", """{"items":[{"name":"al"}]}""");
        var terminal = new TestTerminal();
        Assert.Equal(ExitCodes.Done, await terminal.RunAsync(Home, "user", "list", "--search", "a", "--json"));
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse(terminal.Out),
                JsonNode.Parse("""{"items":[{"name":"ann","more":1},{"name":"al"}]}""")
            )
        );
    }

    [Fact]
    public async Task List_Nobody_SaysSo()
    {
        await using var portal = (await FakePortal.StartAsync(Home)).Answer($"GET {Users}", """{"items":[]}""");
        var terminal = new TestTerminal();
        await terminal.RunAsync(Home, "user", "list");
        Assert.Equal("None.\n", terminal.Out);
    }

    [Theory]
    [InlineData("disable", """{"disabled":true}""")]
    [InlineData("enable", """{"disabled":false}""")]
    public async Task Disable_NameWithASlash_IsOneSegment(string verb, string body)
    {
        await using var portal = (await FakePortal.StartAsync(Home)).Answer($"PATCH {Users}/a%2Fb", "");
        var terminal = new TestTerminal();
        await terminal.RunAsync(Home, "user", verb, "a/b");
        var (request, sent) = Assert.Single(portal.Asked);
        Assert.Equal($"PATCH {Users}/a%2Fb", request);
        Assert.Equal(body, sent);
    }

    [Fact]
    public async Task Remove_AnswerWithoutBody_OneLine()
    {
        await using var portal = (await FakePortal.StartAsync(Home)).Answer($"DELETE {Users}/ann", "", 204);
        var terminal = new TestTerminal();
        Assert.Equal(ExitCodes.Done, await terminal.RunAsync(Home, "user", "remove", "ann"));
        Assert.Equal("User ann was removed.\n", terminal.Out);
    }
}
