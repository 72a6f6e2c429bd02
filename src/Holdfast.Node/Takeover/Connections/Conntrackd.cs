using System.Net;
using Holdfast.Linux.Processes;
using Holdfast.Model.Problems;
using Holdfast.Node.Supervision;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.Takeover.Connections;

/// <summary>The program conntrackd as a daemon of ours, in a folder of its own: it goes on when the node ends, and is taken up again.</summary>
internal sealed partial class Conntrackd(string folder, TimeProvider time, ILogger log)
{
    private const string Program = "conntrackd";

    /// <summary>Until it has read its configuration, or has refused it.</summary>
    private static readonly TimeSpan Beginning = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Daemons _daemons = new(time);
    private readonly ProgramRunner _programs = new(time);
    private readonly Backoff _backoff = new();
    private long? _started;

    private string ConfigurationFile => Path.Combine(folder, "conntrackd.conf");

    private string LogFile => Path.Combine(folder, "conntrackd.log");

    private string LockFile => Path.Combine(folder, "conntrackd.lock");

    private string ProcessIdFile => Path.Combine(folder, "conntrackd.pid");

    /// <summary>It runs with this configuration, or is started with it.</summary>
    /// <param name="ignored">See <see cref="ConntrackdText"/>.</param>
    /// <returns>Why it does not run; null: it does.</returns>
    public async Task<Problem?> EnsureAsync(
        ConnectionWay way,
        IReadOnlyList<IPAddress> ignored,
        CancellationToken cancel
    )
    {
        var socket = Path.Combine(folder, "conntrackd.sock");
        var text = ConntrackdText.Render(way, ignored, LockFile, socket, LogFile);
        var living = _daemons.Find(ProcessIdFile);
        if (living is not null && Holds(text))
        {
            return null;
        }

        await StopAsync(cancel);
        await Task.Delay(_backoff.After(Lived()), time, cancel);
        return await StartAsync(way, text, cancel);
    }

    /// <summary>Asks the other node for all that it knows.</summary>
    /// <returns>Why that was not possible; null: it was.</returns>
    public Task<Problem?> AskAsync(CancellationToken cancel) => CommandAsync("-n", cancel);

    public async Task StopAsync(CancellationToken cancel)
    {
        if (_daemons.Find(ProcessIdFile) is { } living)
        {
            await living.StopAsync(Grace, cancel);
            Log.ConntrackdStopped(log);
        }
    }

    private async Task<Problem?> StartAsync(ConnectionWay way, string text, CancellationToken cancel)
    {
        Prepare(text);
        _started = time.GetTimestamp();
        var start = new DaemonStart(Program, ["-C", ConfigurationFile], ProcessIdFile, LogFile);
        var daemon = await _daemons.StartAsync(start, cancel);
        await Task.Delay(Beginning, time, cancel);
        if (!daemon.IsAlive)
        {
            var words = LogTail.Read(LogFile, from: 0) ?? "It said nothing.";
            Log.ConntrackdEnded(log, words);
            return TakeoverProblems.ConnectionsNotShared.At(Program, words);
        }

        Log.ConntrackdStarted(log, way.Own, way.Other, way.Link);
        // By itself it only asks; the other may have missed what there was before.
        return await CommandAsync("-B", cancel);
    }

    /// <summary>One that was killed leaves its lock, and would not start again.</summary>
    private void Prepare(string text)
    {
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.Delete(LockFile);
        File.Delete(LogFile);
        File.WriteAllText(ConfigurationFile, text);
    }

    private bool Holds(string text) => File.Exists(ConfigurationFile) && File.ReadAllText(ConfigurationFile) == text;

    private TimeSpan Lived() => _started is { } started ? time.GetElapsedTime(started) : TimeSpan.Zero;

    private async Task<Problem?> CommandAsync(string command, CancellationToken cancel)
    {
        var run = new ProgramRun(Program, "-C", ConfigurationFile, command) { Timeout = Patience };
        var result = await _programs.RunAsync(run, cancel);
        return result.Succeeded ? null : TakeoverProblems.ConnectionsNotShared.At(Program, result.Error.Trim());
    }
}
