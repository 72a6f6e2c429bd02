using Holdfast.Lab.Programs;

namespace Holdfast.Lab.Tests.Programs;

[Trait("needs", "root")]
public sealed class RunningProgramTests(ITestOutputHelper output)
{
    private const string Ticker = "trap 'echo bye; exit 3' TERM; while :; do echo tick; sleep 0.02; done";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task WaitForLine_ThatComes_ReturnsIt()
    {
        await using var lab = await TestLab.StartAsync(output);
        var program = await StartAsync(lab, "echo one; echo two >&2; sleep 100");

        var line = await program.WaitForLineAsync("two", Soon);

        Assert.True(line.IsError);
        Assert.Equal("two", line.Text);
    }

    [Fact]
    public async Task WaitForLine_OfAProgramThatEnds_FailsWithItsOutput()
    {
        await using var lab = await TestLab.StartAsync(output);
        var program = await StartAsync(lab, "echo only this");

        var failure = await Assert.ThrowsAsync<LabException>(() => program.WaitForLineAsync("other", Soon));

        Assert.Contains("only this", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_LetsTheProgramEndItself()
    {
        await using var lab = await TestLab.StartAsync(output);
        var program = await StartAsync(lab, Ticker);
        await program.WaitForLineAsync("tick", Soon);

        Assert.Equal(3, await program.StopAsync());

        await program.WaitForLineAsync("bye", Soon);
    }

    [Fact]
    public async Task Kill_LeavesItNoTime()
    {
        await using var lab = await TestLab.StartAsync(output);
        var program = await StartAsync(lab, Ticker);
        await program.WaitForLineAsync("tick", Soon);

        await program.KillAsync();

        Assert.True(program.HasEnded);
        Assert.Null(program.Output.Find("bye"));
    }

    [Fact]
    public async Task Freeze_UntilThaw_StandsStill()
    {
        await using var lab = await TestLab.StartAsync(output);
        var program = await StartAsync(lab, Ticker);
        await program.WaitForLineAsync("tick", Soon);

        program.Freeze();
        await Task.Delay(50);
        var count = program.Output.Count;
        await Task.Delay(100);
        Assert.Equal(count, program.Output.Count);

        program.Thaw();
        await program.WaitForLineAsync("tick", Soon, from: count);
    }

    private static async Task<RunningProgram> StartAsync(Lab lab, string script)
    {
        var network = await lab.NetworkAsync("net", "10.10.0.0/24", "fd10::/64");
        var host = await lab.HostAsync("anna", network);
        return host.Start("script", "bash", "-c", script);
    }
}
