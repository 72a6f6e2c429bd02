namespace Holdfast.Linux.Processes;

/// <summary>A daemon known by its identity; whether it is a child of ours makes no difference.</summary>
internal sealed class Daemon(ProcessIdentity identity, string pidFile, TimeProvider time) : IDaemon
{
    /// <summary>How soon a death is seen. A look costs some 20 µs.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    public int ProcessId => identity.ProcessId;

    public bool IsAlive => identity.IsAlive;

    public async Task WaitForExitAsync(CancellationToken cancel)
    {
        while (IsAlive)
        {
            await Task.Delay(Interval, time, cancel);
        }
    }

    public async Task StopAsync(TimeSpan grace, CancellationToken cancel)
    {
        if (ProcessHandle.Send(identity, Signal.Terminate) && !await EndsWithinAsync(grace, cancel))
        {
            ProcessHandle.Send(identity, Signal.Kill);
        }

        await WaitForExitAsync(cancel);
        RemovePidFile();
    }

    private async Task<bool> EndsWithinAsync(TimeSpan grace, CancellationToken cancel)
    {
        var began = time.GetTimestamp();
        while (IsAlive && time.GetElapsedTime(began) < grace)
        {
            await Task.Delay(Interval, time, cancel);
        }

        return !IsAlive;
    }

    /// <summary>A successor may have been started under the same file.</summary>
    private void RemovePidFile()
    {
        if (PidFile.Read(pidFile) == identity)
        {
            File.Delete(pidFile);
        }
    }
}
