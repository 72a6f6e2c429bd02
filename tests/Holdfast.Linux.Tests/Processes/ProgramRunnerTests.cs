using System.Diagnostics;
using Holdfast.Linux.Processes;

namespace Holdfast.Linux.Tests.Processes;

public sealed class ProgramRunnerTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly ProgramRunner _programs = new(TimeProvider.System);

    [Fact]
    public async Task RunAsync_Program_GivesCodeAndBothOutputs()
    {
        var result = await _programs.RunAsync(new ProgramRun("sh", "-c", "echo out; echo err >&2; exit 3"), None);

        Assert.Equal(new ProgramResult(3, "out\n", "err\n", TimedOut: false), result);
        Assert.False(result.Succeeded);
    }

    [Fact]
    public async Task RunAsync_Input_ArrivesWhole()
    {
        var input = new string('x', 1_000_000);

        var result = await _programs.RunAsync(new ProgramRun("cat") { Input = input, OutputLimit = 2_000_000 }, None);

        Assert.Equal(input, result.Output);
    }

    [Fact]
    public async Task RunAsync_InputNotRead_IsNoError()
    {
        var result = await _programs.RunAsync(new ProgramRun("true") { Input = new string('x', 1_000_000) }, None);

        Assert.True(result.Succeeded);
    }

    [Fact]
    public async Task RunAsync_MoreOutputThanLimit_KeepsTheBeginning()
    {
        var run = new ProgramRun("sh", "-c", "yes | head -c 3000000") { OutputLimit = 100 };

        var result = await _programs.RunAsync(run, None);

        Assert.True(result.Succeeded);
        Assert.Equal(100, result.Output.Length);
    }

    [Fact]
    public async Task RunAsync_TooLong_IsKilledWithItsChildren()
    {
        var run = new ProgramRun("sh", "-c", "sleep 600; true") { Timeout = TimeSpan.FromMilliseconds(200) };
        var began = Stopwatch.GetTimestamp();

        var result = await _programs.RunAsync(run, None);

        Assert.True(result.TimedOut);
        Assert.False(result.Succeeded);
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task RunAsync_Cancelled_Throws()
    {
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _programs.RunAsync(new ProgramRun("sleep", "600"), cancel.Token)
        );
    }

    [Fact]
    public async Task RunAsync_NotInstalled_ThrowsWithName()
    {
        var missing = await Assert.ThrowsAsync<FileNotFoundException>(() =>
            _programs.RunAsync(new ProgramRun("hfl-no-such-program"), None)
        );

        Assert.Contains("hfl-no-such-program", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_EndedBySignal_CodeSaysWhich()
    {
        var result = await _programs.RunAsync(new ProgramRun("sh", "-c", "kill -9 $$"), None);

        Assert.Equal(128 + 9, result.ExitCode);
    }

    [Theory]
    [InlineData("/bin/sh", true)]
    [InlineData("sh", true)]
    [InlineData("ip", true)]
    [InlineData("/etc/passwd", false)]
    [InlineData("/no/such", false)]
    [InlineData("hfl-no-such-program", false)]
    public void Find_Program_IsToldWhetherItRuns(string program, bool expected) =>
        Assert.Equal(expected, Executables.Find(program) is not null);
}
