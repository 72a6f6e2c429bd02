using System.Text;
using System.Text.Json.Nodes;
using Holdfast.Homes;
using Holdfast.Tests.Fixtures;

namespace Holdfast.Tests.Admin;

public sealed class ImportVerbsTests : IDisposable
{
    private const string Api = "POST /api/admin/v1/import/users";

    private readonly TestHome _home = new();

    private HomeFolder Home => _home.Folder;

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Users_FromAFile_SendsItsTextAndShowsThePasswords()
    {
        await using var portal = (await FakePortal.StartAsync(Home)).Answer(
            Api,
            """{"items":[{"name":"änna","oneTimePassword":"k3nfm8wz2q7xhtp4"},{"name":"bert"}],"kept":0}"""
        );
        var file = Path.Combine(Home.Path, "users.csv");
        await File.WriteAllTextAsync(file, "name\nänna\nbert", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        var terminal = new TestTerminal();
        var code = await terminal.RunAsync(Home, "import", "users", file, "--keep-known");

        Assert.Equal((ExitCodes.Done, ""), (code, terminal.Error));
        Assert.Equal("NAME  ONE-TIME PASSWORD\nänna  k3nfm8wz2q7xhtp4\nbert  -\n", terminal.Out);
        var sent = JsonNode.Parse(Assert.Single(portal.Asked).Body)!;
        Assert.Equal(
            ("name\nänna\nbert", false, true),
            ($"{sent["csv"]}", sent["dryRun"]!.GetValue<bool>(), sent["keepKnown"]!.GetValue<bool>())
        );
    }

    [Theory]
    [InlineData("""{"line":2,"name":"ann","fate":"new"}""", ExitCodes.Done)]
    [InlineData("""{"line":2,"name":"-x","fate":"wrong","problems":["HF-1102 line 2, name: no"]}""", ExitCodes.Refused)]
    public async Task Users_DryRun_ShowsTheRowsAndFailsWhenOneIsWrong(string row, int expected)
    {
        await using var portal = (await FakePortal.StartAsync(Home)).Answer(Api, $$"""{"items":[{{row}}]}""");
        var terminal = new TestTerminal { Input = "name\nann" };

        Assert.Equal(expected, await terminal.RunAsync(Home, "import", "users", "-", "--dry-run"));
        Assert.Contains("LINE", terminal.Out, StringComparison.Ordinal);
        Assert.True(JsonNode.Parse(portal.Asked.Single().Body)!["dryRun"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Users_FileThatIsNoText_IsRefusedBeforeAnythingIsAsked()
    {
        await using var portal = await FakePortal.StartAsync(Home);
        var file = Path.Combine(Home.Path, "users.csv");
        await File.WriteAllBytesAsync(file, [0x6e, 0xff, 0xfe]);
        var terminal = new TestTerminal();

        Assert.Equal(ExitCodes.Refused, await terminal.RunAsync(Home, "import", "users", file));
        Assert.Contains("HF-2401", terminal.Error, StringComparison.Ordinal);
        Assert.Empty(portal.Asked);
        Assert.Equal(ExitCodes.Refused, await terminal.RunAsync(Home, "import", "users", file + "-not-there"));
        Assert.Contains("HF-1507", terminal.Error, StringComparison.Ordinal);
    }
}
