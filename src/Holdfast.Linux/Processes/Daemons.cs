using System.Diagnostics;

namespace Holdfast.Linux.Processes;

/// <inheritdoc cref="IDaemons"/>
public sealed class Daemons(TimeProvider time) : IDaemons
{
    /// <summary>
    /// Arguments: pid file, log file, program, its arguments. The shell takes the standard streams off us and writes the pid file before
    /// the program begins, so that even our death in between leaves no unknown daemon. It stays the same process with the same start time through both <c>exec</c>; <c>setsid</c> forks only for leaders of a group.
    /// </summary>
    private const string Launcher = """
        pidfile=$1; log=$2; shift 2
        exec </dev/null >>"$log" 2>&1 || exit 126
        keep() { printf '%s %s\n' "$1" "${22}" >"$pidfile.new" && mv "$pidfile.new" "$pidfile"; }
        read -r stat </proc/$$/stat && keep $stat || exit 126
        exec setsid -- "$@"
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    /// <exception cref="IOException">The program cannot be found, or a file cannot be written.</exception>
    public async Task<IDaemon> StartAsync(DaemonStart start, CancellationToken cancel)
    {
        var program = Executables.Require(start.Program);
        File.Delete(start.PidFile);
        Descriptors.KeepToOurselves();
        // Disposing our handle does not end the process, and the runtime still reaps it.
        using var process = Launch(start, program);
        return await IdentifyAsync(start, process, cancel);
    }

    public IDaemon? Find(string pidFile)
    {
        var identity = PidFile.Read(pidFile);
        return identity is { IsAlive: true } living ? new Daemon(living, pidFile, time) : null;
    }

    private static Process Launch(DaemonStart start, string program)
    {
        var info = new ProcessStartInfo("/bin/sh")
        {
            ArgumentList = { "-c", Launcher, "sh", start.PidFile, start.LogFile, program },
            UseShellExecute = false,
        };
        foreach (var argument in start.Arguments)
        {
            info.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in start.Environment)
        {
            info.Environment[name] = value;
        }

        return Process.Start(info) ?? throw new IOException("The shell did not start.");
    }

    /// <summary>Waits until the launcher has written the pid file; a program that ends at once has had one all the same.</summary>
    private async Task<Daemon> IdentifyAsync(DaemonStart start, Process process, CancellationToken cancel)
    {
        var began = time.GetTimestamp();
        while (time.GetElapsedTime(began) < Patience)
        {
            if (PidFile.Read(start.PidFile) is { } identity)
            {
                return new Daemon(identity, start.PidFile, time);
            }

            if (process.HasExited)
            {
                break;
            }

            await Task.Delay(Pause, time, cancel);
        }

        // Between the last look and the exit the file may have come.
        return PidFile.Read(start.PidFile) is { } late
            ? new Daemon(late, start.PidFile, time)
            : throw new IOException(
                $"{start.Program} was not started: cannot write {start.PidFile} or {start.LogFile}."
            );
    }
}
