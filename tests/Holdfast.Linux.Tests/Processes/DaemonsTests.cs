using System.Diagnostics;
using System.Globalization;
using Holdfast.Linux.Processes;
using Holdfast.Linux.Tests.Namespaces;
using Holdfast.Testing.Waiting;

namespace Holdfast.Linux.Tests.Processes;

public sealed class DaemonsTests : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private readonly TemporaryFolder _folder = new();
    private readonly Daemons _daemons = new(TimeProvider.System);

    private string PidFile => _folder.File("daemon.pid");

    private string LogFile => _folder.File("daemon.log");

    public async ValueTask DisposeAsync()
    {
        if (_daemons.Find(PidFile) is { } left)
        {
            await left.StopAsync(TimeSpan.Zero, None);
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task StartAsync_Program_LivesApartFromUs()
    {
        var daemon = await StartAsync("sleep", "600");

        Assert.True(daemon.IsAlive);
        await Eventually.TrueAsync("the program itself", () => Name(daemon) == "sleep");
        Assert.Equal($"{daemon.ProcessId}", Field(daemon, SessionField));
        Assert.Equal("/dev/null", Descriptor(daemon, 0));
        Assert.Equal(LogFile, Descriptor(daemon, 1));
        Assert.Equal(LogFile, Descriptor(daemon, 2));
        // A program that has just begun still opens and closes its libraries.
        await Eventually.TrueAsync("nothing else open", () => Descriptors(daemon).SetEquals(["0", "1", "2"]));
    }

    [Fact]
    public async Task StartAsync_Arguments_ArriveAsTheyAre()
    {
        string[] arguments = ["", "two words", "'quoted\"", "$HOME", "-n", "line\nbreak", "*"];
        string[] printing = ["-c", "printf '<%s>' \"$@\"", "sh", .. arguments];

        await (await StartAsync("sh", printing)).WaitForExitAsync(None);

        Assert.Equal(
            string.Concat(arguments.Select(argument => $"<{argument}>")),
            await File.ReadAllTextAsync(LogFile)
        );
    }

    [Fact]
    public async Task StartAsync_Twice_AppendsToTheLog()
    {
        await (await StartAsync("sh", "-c", "echo first")).WaitForExitAsync(None);
        await (await StartAsync("sh", "-c", "echo second >&2")).WaitForExitAsync(None);

        Assert.Equal("first\nsecond\n", await File.ReadAllTextAsync(LogFile));
    }

    [Fact]
    public async Task StartAsync_ProgramEndsAtOnce_IsKnownAndDead()
    {
        var daemon = await StartAsync("true");

        await daemon.WaitForExitAsync(None);

        Assert.False(daemon.IsAlive);
        Assert.Null(_daemons.Find(PidFile));
        await Eventually.TrueAsync("the child to be reaped", () => !Directory.Exists($"/proc/{daemon.ProcessId}"));
    }

    [Fact]
    public async Task StartAsync_NoSuchProgram_Throws() =>
        await Assert.ThrowsAsync<FileNotFoundException>(() => StartAsync("hfl-no-such-program"));

    [Fact]
    public async Task StartAsync_UnwritablePidFile_ThrowsAndStartsNothing()
    {
        var start = new DaemonStart("touch", [_folder.File("started")], _folder.File("none/daemon.pid"), LogFile);

        await Assert.ThrowsAnyAsync<IOException>(() => _daemons.StartAsync(start, None));

        Assert.False(File.Exists(_folder.File("started")));
    }

    [Fact]
    public async Task StartAsync_UnwritableLog_ThrowsAndStartsNothing()
    {
        var start = new DaemonStart("touch", [_folder.File("started")], PidFile, _folder.File("none/daemon.log"));

        await Assert.ThrowsAnyAsync<IOException>(() => _daemons.StartAsync(start, None));

        Assert.False(File.Exists(_folder.File("started")));
    }

    [Fact]
    public async Task Find_ByAnotherInstance_IsTheSameProcess()
    {
        var started = await StartAsync("sleep", "600");

        var found = Assert.IsType<IDaemon>(new Daemons(TimeProvider.System).Find(PidFile), exactMatch: false);

        Assert.Equal(started.ProcessId, found.ProcessId);
        await found.StopAsync(Grace, None);
        Assert.False(started.IsAlive);
        Assert.False(File.Exists(PidFile));
    }

    /// <summary>A process that is not our child: the shell that started it has ended, as after our own restart.</summary>
    [Fact]
    public async Task Find_NotOurChild_WaitsAndStopsAllTheSame()
    {
        await Tool.RunAsync("sh", "-c", "setsid sleep 600 >/dev/null 2>&1 & echo $! >" + _folder.File("id"));
        var id = int.Parse((await File.ReadAllTextAsync(_folder.File("id"))).Trim(), CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(PidFile, $"{id} {ProcessIdentity.Of(id)!.Value.StartTime}\n");
        var daemon = Assert.IsType<IDaemon>(_daemons.Find(PidFile), exactMatch: false);
        var exit = daemon.WaitForExitAsync(None);
        Assert.False(exit.IsCompleted);

        await daemon.StopAsync(Grace, None);

        await exit;
        Assert.False(daemon.IsAlive);
    }

    [Fact]
    public async Task Find_IdReusedByAnother_IsNotOurs()
    {
        var identity = ProcessIdentity.Of(Environment.ProcessId)!.Value;
        await File.WriteAllTextAsync(PidFile, $"{identity.ProcessId} {identity.StartTime - 1}\n");

        Assert.Null(_daemons.Find(PidFile));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("1")]
    [InlineData("1 ")]
    [InlineData("1 2 3")]
    [InlineData("-1 5")]
    [InlineData("0 5")]
    [InlineData("x 5")]
    [InlineData("1 x")]
    [InlineData("99999999999 5")]
    [InlineData("1 99999999999999999999999")]
    public async Task Find_DamagedPidFile_IsNull(string content)
    {
        await File.WriteAllTextAsync(PidFile, content);

        Assert.Null(_daemons.Find(PidFile));
    }

    [Fact]
    public void Find_NoPidFile_IsNull()
    {
        Assert.Null(_daemons.Find(PidFile));
        Assert.Null(_daemons.Find(_folder.File("none/daemon.pid")));
    }

    [Fact]
    public async Task StopAsync_IgnoresTerminate_IsKilledAfterGrace()
    {
        var daemon = await StartAsync("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.05; done");
        await Eventually.TrueAsync("the trap", () => File.ReadAllText(LogFile).Length > 0);
        var began = Stopwatch.GetTimestamp();

        await daemon.StopAsync(TimeSpan.FromMilliseconds(300), None);

        Assert.False(daemon.IsAlive);
        Assert.True(Stopwatch.GetElapsedTime(began) >= TimeSpan.FromMilliseconds(300));
        Assert.False(File.Exists(PidFile));
    }

    [Fact]
    public async Task StopAsync_Twice_IsNoError()
    {
        var daemon = await StartAsync("sleep", "600");

        await daemon.StopAsync(Grace, None);
        await daemon.StopAsync(Grace, None);

        Assert.False(daemon.IsAlive);
    }

    [Fact]
    public async Task StopAsync_SuccessorHasThePidFile_LeavesIt()
    {
        var first = await StartAsync("sleep", "600");
        var second = await StartAsync("sleep", "601");

        await first.StopAsync(Grace, None);

        Assert.Equal(second.ProcessId, _daemons.Find(PidFile)?.ProcessId);
    }

    [Fact]
    public async Task WaitForExitAsync_Cancelled_LeavesItAlone()
    {
        var daemon = await StartAsync("sleep", "600");
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => daemon.WaitForExitAsync(cancel.Token));

        Assert.True(daemon.IsAlive);
    }

    private const int SessionField = 3;

    private Task<IDaemon> StartAsync(string program, params string[] arguments) =>
        _daemons.StartAsync(new DaemonStart(program, arguments, PidFile, LogFile), None);

    private static string Name(IDaemon daemon) => File.ReadAllText($"/proc/{daemon.ProcessId}/comm").Trim();

    private static string Field(IDaemon daemon, int afterName)
    {
        var stat = File.ReadAllText($"/proc/{daemon.ProcessId}/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[afterName];
    }

    private static HashSet<string> Descriptors(IDaemon daemon) =>
        [.. Directory.GetFiles($"/proc/{daemon.ProcessId}/fd").Select(path => Path.GetFileName(path))];

    private static string? Descriptor(IDaemon daemon, int number) =>
        new FileInfo($"/proc/{daemon.ProcessId}/fd/{number}").LinkTarget;
}
