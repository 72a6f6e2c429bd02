using Holdfast.Mesh;
using Holdfast.Tests.Fixtures;

namespace Holdfast.Tests.Mesh;

public sealed class MeshVerbsTests : IDisposable
{
    private readonly TestHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Start_WithManyMistakes_TellsThemAll_AndDoesNothing()
    {
        var terminal = new TestTerminal();
        const string line =
            "mesh --password S --ip 10.0.0.300 --claim 10.0.0.1/24,x --connect a:b --peer-timeout 1 --keepalive 2s --listen nowhere --check udp:1 --metrics 127.0.0.1";

        Assert.Equal(ExitCodes.CannotStart, await terminal.RunAsync(_home.Folder, line.Split(' ')));

        foreach (
            var place in new[] { "--ip", "--claim", "--connect", "--peer-timeout", "--listen", "--check", "--metrics" }
        )
        {
            Assert.Contains($"HF-2504 {place}", terminal.Error, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(_home.Folder.Path));
    }

    [Theory]
    [InlineData("mesh status")]
    [InlineData("mesh members --json")]
    [InlineData("mesh claims")]
    [InlineData("mesh routes")]
    [InlineData("mesh watch")]
    [InlineData("mesh drain")]
    [InlineData("mesh resume 10.0.0.1")]
    [InlineData("mesh withdraw 10.0.0.1/32")]
    [InlineData("mesh claim fd12::/64 --priority 7 --unique")]
    public async Task Verb_WhereNoHostRuns_SaysSo(string line)
    {
        var terminal = new TestTerminal();

        Assert.Equal(ExitCodes.NotRunning, await terminal.RunAsync(_home.Folder, line.Split(' ')));
        Assert.StartsWith("HF-2507 ", terminal.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5", 5000)]
    [InlineData("0.5", 500)]
    [InlineData("300ms", 300)]
    [InlineData("2s", 2000)]
    [InlineData("1.5m", 90_000)]
    [InlineData("", null)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("ms", null)]
    [InlineData("5 s", null)]
    [InlineData("1e3", null)]
    [InlineData("NaN", null)]
    [InlineData("99999999", null)]
    public void Duration_IsReadAsPeopleWriteIt(string text, int? milliseconds) =>
        Assert.Equal(milliseconds, DurationText.Parse(text)?.TotalMilliseconds);

    [Theory]
    [InlineData("tcp:127.0.0.1:80", "tcp:127.0.0.1:80")]
    [InlineData("10.0.0.1=tcp:[::1]:80", "10.0.0.1/32=tcp:[::1]:80")]
    [InlineData("fd12::/64=https://localhost/a?b=c", "fd12::/64=https://localhost/a?b=c")]
    [InlineData("http://127.0.0.1:8080/", "http://127.0.0.1:8080/")]
    [InlineData("exec:test -e /run/a,b", "exec:test -e /run/a,b")]
    [InlineData("tcp:127.0.0.1", null)]
    [InlineData("tcp:::1", null)]
    [InlineData("exec: ", null)]
    [InlineData("ftp://127.0.0.1/", null)]
    [InlineData("10.0.0.0/33=tcp:127.0.0.1:80", null)]
    [InlineData("", null)]
    public void Check_IsReadAsPeopleWriteIt(string text, string? expected) =>
        Assert.Equal(expected, CheckText.Parse(text)?.ToString());

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1/32")]
    [InlineData("10.0.0.0/31", "10.0.0.0/31")]
    [InlineData("fd12::1", "fd12::1/128")]
    [InlineData("10.0.0.1/24", null)]
    [InlineData("10.0.0.0/33", null)]
    [InlineData("x", null)]
    public void Prefix_IsReadAsPeopleWriteIt(string text, string? expected) =>
        Assert.Equal(expected, PrefixText.Parse(text)?.ToString());

    [Theory]
    [InlineData("10.0.0.1", 24)]
    [InlineData("10.0.0.1/32", 32)]
    [InlineData("fd12::1", 64)]
    [InlineData("10.0.0.1/33", null)]
    [InlineData("10.0.0.1/x", null)]
    [InlineData("10.0.0.1/8/8", null)]
    public void InterfaceAddress_HasTheLengthThatVpnCloudGivesIt(string text, int? length) =>
        Assert.Equal(length, PrefixText.ParseAddress(text)?.PrefixLength);
}
