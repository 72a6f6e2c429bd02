namespace Holdfast.Linux.Processes;

/// <summary>
/// Programs that carry traffic and therefore outlive us: they run in a session of their own, with no pipe to us, and are found again by
/// their pid file, which holds the process id and its start time, so that a reused id is never taken for ours.
/// </summary>
public interface IDaemons
{
    /// <summary>Starts a program detached. Its output goes to <paramref name="start"/>'s log file.</summary>
    Task<IDaemon> StartAsync(DaemonStart start, CancellationToken cancel);

    /// <summary>The daemon of a pid file if it still lives, else null.</summary>
    IDaemon? Find(string pidFile);
}

/// <param name="Program">Name or path of the executable.</param>
/// <param name="PidFile">Where its identity is kept.</param>
/// <param name="LogFile">Standard output and error, appended; bounded by the caller.</param>
public sealed record DaemonStart(string Program, IReadOnlyList<string> Arguments, string PidFile, string LogFile)
{
    /// <summary>Variables of its environment beside those of ours.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}

public interface IDaemon
{
    int ProcessId { get; }

    bool IsAlive { get; }

    /// <summary>Completes when the process has ended.</summary>
    Task WaitForExitAsync(CancellationToken cancel);

    /// <summary>SIGTERM, then SIGKILL after <paramref name="grace"/>; returns when it is gone, and removes the pid file.</summary>
    Task StopAsync(TimeSpan grace, CancellationToken cancel);
}
