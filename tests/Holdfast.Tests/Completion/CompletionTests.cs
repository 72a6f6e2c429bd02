using System.Diagnostics;
using Holdfast.Completion;
using Holdfast.Tests.Fixtures;

namespace Holdfast.Tests.Completion;

public sealed class CompletionTests : IDisposable
{
    /// <summary>What bash itself does when somebody presses the key at the end of the line.</summary>
    private const string PressTab = """
        source <(holdfast completion bash)
        COMP_LINE="$1"
        COMP_POINT=${#COMP_LINE}
        read -ra COMP_WORDS <<<"$COMP_LINE"
        [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _holdfast
        printf '%s\n' "${COMPREPLY[@]}"
        """;

    private readonly TestHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("holdfast us", "user")]
    [InlineData("  holdfast us", "user")]
    [InlineData("holdfast user re", "remove reset-factors reset-link")]
    [InlineData("holdfast user add nina --pass", "--password-stdin")]
    [InlineData("holdfast mesh --no-", "--no-auto-claim")]
    [InlineData("holdfast completion ", "bash fish zsh")]
    [InlineData("holdfast session ", "end list who-had")]
    [InlineData("holdfast nonsense", "")]
    public async Task Bash_KeyPressed_OffersWhatFits(string line, string offered)
    {
        var found = await PressTabAsync(line);

        Assert.Equal(
            offered.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            found.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Completion_EachShell_HasItsScript()
    {
        foreach (var shell in CompletionScripts.Shells)
        {
            var terminal = new TestTerminal();
            Assert.Equal(ExitCodes.Done, await terminal.RunAsync(_home.Folder, "completion", shell));
            Assert.Contains($"in {shell}: ", terminal.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Completion_OtherShell_SaysWhichThereAre()
    {
        var terminal = new TestTerminal();
        Assert.Equal(ExitCodes.CannotStart, await terminal.RunAsync(_home.Folder, "completion", "tcsh"));
        Assert.Contains("fish", terminal.Error, StringComparison.Ordinal);
    }

    private static async Task<string> PressTabAsync(string line)
    {
        var start = new ProcessStartInfo("bash", ["-c", PressTab, "bash", line])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            Environment = { ["PATH"] = $"{AppContext.BaseDirectory}:{Environment.GetEnvironmentVariable("PATH")}" },
        };
        using var bash = Process.Start(start)!;
        var found = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        return found;
    }
}
