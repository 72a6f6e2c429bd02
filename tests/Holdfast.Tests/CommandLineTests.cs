using Holdfast.Tests.Fixtures;

namespace Holdfast.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly TestHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("nonsense")]
    [InlineData("user")]
    [InlineData("user add")]
    [InlineData("user add a b")]
    [InlineData("user add a --role king")]
    [InlineData("user list --bogus")]
    [InlineData("profile apply")]
    [InlineData("session end")]
    [InlineData("configuration list")]
    [InlineData("app add id")]
    [InlineData("token make x")]
    [InlineData("token make x --scope all")]
    [InlineData("audit list --limit 0")]
    [InlineData("audit list --limit many")]
    [InlineData("run --port 0")]
    [InlineData("run --port 65536")]
    [InlineData("run --port x")]
    [InlineData("run --on-stop explode")]
    [InlineData("run --wireguard-tcp-port -1")]
    [InlineData("run --host-name")]
    [InlineData("node --on-stop explode")]
    [InlineData("node add")]
    [InlineData("portal --port 70000")]
    public async Task RunAsync_BadArguments_SaysSoAndDoesNothing(string line)
    {
        var terminal = new TestTerminal();
        Assert.Equal(ExitCodes.CannotStart, await terminal.RunAsync(_home.Folder, line.Split(' ')));
        Assert.StartsWith("HF-1501 ", terminal.Error, StringComparison.Ordinal);
        Assert.Empty(terminal.Out);
        Assert.False(Directory.Exists(_home.Folder.Path));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("run --help")]
    [InlineData("user add --help")]
    public async Task RunAsync_Help_OnTheOutput(string line)
    {
        var terminal = new TestTerminal();
        Assert.Equal(ExitCodes.Done, await terminal.RunAsync(_home.Folder, line.Split(' ')));
        Assert.Contains("Usage:", terminal.Out, StringComparison.Ordinal);
        Assert.Empty(terminal.Error);
    }
}
