using Holdfast.Single.Supervision;
using Holdfast.Testing.Waiting;
using Holdfast.Tests.Fixtures;

namespace Holdfast.Tests.Single;

public sealed class SupervisorTests : IDisposable
{
    private readonly TestHome _home = new();
    private readonly TestTerminal _terminal = new();

    public SupervisorTests() => _home.Make();

    private string Starts => _home.Folder.At("starts");

    private int Started => File.Exists(Starts) ? File.ReadAllLines(Starts).Length : 0;

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task RunAsync_RoleDies_StartedAgainAtOnce()
    {
        var supervisor = Supervise("cat");
        using var stop = new CancellationTokenSource();
        var running = supervisor.RunAsync(TimeSpan.FromSeconds(10), stop.Token, stop.Token);
        await Eventually.TrueAsync(State, () => Started == 1);
        Kill(LastStarted());
        await Eventually.TrueAsync(State, () => Started == 2);
        await stop.CancelAsync();
        Assert.True(await running);
        Assert.Contains("ended with 137; started again in 0 ms", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Renew_RunningRole_IsStartedByTheCommandAsItIsNow()
    {
        var said = "before";
        var supervisor = new Supervisor(
            () => new ChildCommand("test", "/bin/bash", ["-c", $"echo $$ >>'{Starts}'; echo {said}; cat"]),
            _terminal.Terminal(),
            TimeProvider.System
        );
        using var stop = new CancellationTokenSource();
        var running = supervisor.RunAsync(TimeSpan.FromSeconds(10), stop.Token, stop.Token);
        await Eventually.TrueAsync(State, () => Started == 1);

        said = "after";
        supervisor.Renew();

        await Eventually.TrueAsync(State, () => _terminal.Error.Contains("| after", StringComparison.Ordinal));
        await stop.CancelAsync();
        Assert.True(await running);
        supervisor.Renew();
        Assert.Equal(2, Started);
    }

    [Fact]
    public async Task RunAsync_Stop_InputEndsAndTheRoleEndsItself()
    {
        var supervisor = Supervise("cat; echo said goodbye");
        using var stop = new CancellationTokenSource();
        var running = supervisor.RunAsync(TimeSpan.FromSeconds(10), stop.Token, stop.Token);
        await Eventually.TrueAsync(State, () => Started == 1);
        await stop.CancelAsync();
        Assert.True(await running);
        Assert.Contains("test   | said goodbye", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal(1, Started);
    }

    [Fact]
    public async Task RunAsync_StopAndTheRoleDoesNot_Killed()
    {
        var supervisor = Supervise("trap '' TERM INT; while :; do read -t 1 x <>/dev/zero || :; done");
        using var stop = new CancellationTokenSource();
        var running = supervisor.RunAsync(TimeSpan.FromMilliseconds(300), stop.Token, stop.Token);
        await Eventually.TrueAsync(State, () => Started == 1);
        var process = LastStarted();
        await stop.CancelAsync();
        Assert.False(await running);
        Assert.False(Directory.Exists($"/proc/{process}"));
    }

    [Fact]
    public async Task RunAsync_RoleSaysThatItCannotStart_NoOtherTry()
    {
        var supervisor = Supervise("echo why; exit 2");
        using var stop = new CancellationTokenSource();
        Assert.False(await supervisor.RunAsync(TimeSpan.FromSeconds(1), stop.Token, stop.Token));
        Assert.True(supervisor.FailedToStart.IsCompletedSuccessfully);
        Assert.Equal(1, Started);
        Assert.Contains("test   | why", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_RoleThatOnceWorkedCannotStart_TriedAgain()
    {
        var supervisor = Supervise("exit 2");
        supervisor.Ready();
        using var stop = new CancellationTokenSource();
        var running = supervisor.RunAsync(TimeSpan.FromSeconds(1), stop.Token, stop.Token);
        await Eventually.TrueAsync(State, () => Started >= 3);
        await stop.CancelAsync();
        await running;
        Assert.False(supervisor.FailedToStart.IsCompleted);
    }

    [Fact]
    public async Task RunAsync_RoleEndsWhileWeStop_NotStartedAgain()
    {
        var supervisor = Supervise("cat");
        using var last = new CancellationTokenSource();
        using var stop = new CancellationTokenSource();
        var running = supervisor.RunAsync(TimeSpan.FromSeconds(1), last.Token, stop.Token);
        await Eventually.TrueAsync(State, () => Started == 1);
        await last.CancelAsync();
        Kill(LastStarted());
        Assert.False(await running);
        Assert.Equal(1, Started);
    }

    [Fact]
    public void Backoff_DiesAgainAndAgain_LongerUpToALimit()
    {
        var backoff = new Backoff();
        var pauses = Enumerable.Range(0, 9).Select(_ => backoff.After(TimeSpan.Zero).TotalMilliseconds);
        Assert.Equal([0, 100, 200, 400, 800, 1600, 3200, 5000, 5000], pauses);
    }

    [Fact]
    public void Backoff_LivedForAWhile_AtOnceAgain()
    {
        var backoff = new Backoff();
        backoff.After(TimeSpan.Zero);
        backoff.After(TimeSpan.Zero);
        Assert.Equal(TimeSpan.Zero, backoff.After(TimeSpan.FromSeconds(10)));
        Assert.Equal(TimeSpan.FromMilliseconds(100), backoff.After(TimeSpan.Zero));
    }

    private Supervisor Supervise(string script) =>
        new(
            new ChildCommand("test", "/bin/bash", ["-c", $"echo $$ >>'{Starts}'\n{script}"]),
            _terminal.Terminal(),
            TimeProvider.System
        );

    private string LastStarted() => File.ReadAllLines(Starts)[^1];

    private string State() => $"{Started} starts; {_terminal.Error}";

    private static void Kill(string process)
    {
        using var found = System.Diagnostics.Process.GetProcessById(int.Parse(process));
        found.Kill();
    }
}
