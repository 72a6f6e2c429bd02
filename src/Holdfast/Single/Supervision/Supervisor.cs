using System.Globalization;
using Holdfast.Terminals;

namespace Holdfast.Single.Supervision;

/// <summary>Keeps one role running: starts it again when it dies, until it is told to stop.</summary>
/// <param name="command">Asked at each start.</param>
internal sealed class Supervisor(Func<ChildCommand> command, Terminal terminal, TimeProvider time)
{
    private readonly Lock _changing = new();
    private readonly Backoff _backoff = new();
    private readonly TaskCompletionSource _failedToStart = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _wasReady;
    private Child? _child;

    public Supervisor(ChildCommand command, Terminal terminal, TimeProvider time)
        : this(() => command, terminal, time) { }

    /// <summary>Completes when the role says at its start that it cannot: another try would end the same way.</summary>
    public Task FailedToStart => _failedToStart.Task;

    /// <summary>From now on any end of the role is an accident.</summary>
    public void Ready() => _wasReady = true;

    /// <summary>
    /// Starts the role anew, by the command as it is now. It is killed, because in good order it would take away what it leaves to its next
    /// start when it dies.
    /// </summary>
    public void Renew()
    {
        lock (_changing)
        {
            _child?.Kill();
        }
    }

    /// <summary>Runs the role until <paramref name="stop"/>, then ends it.</summary>
    /// <param name="last">From now on a role that ends is not started again: a signal to the whole process group reaches it, too.</param>
    /// <returns>True: its last process ended in good order.</returns>
    public async Task<bool> RunAsync(TimeSpan grace, CancellationToken last, CancellationToken stop)
    {
        while (true)
        {
            var began = time.GetTimestamp();
            var started = command();
            using var child = Child.Start(started, line => ForwardAsync(started.Name, line));
            Have(child);
            await child.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Have(null);
            if (stop.IsCancellationRequested)
            {
                return await child.StopAsync(grace);
            }
            await child.DrainAsync();
            if (last.IsCancellationRequested)
            {
                return child.ExitCode == 0;
            }
            if (!await AgainAsync(started.Name, child.ExitCode, _backoff.After(time.GetElapsedTime(began)), stop))
            {
                return false;
            }
        }
    }

    /// <returns>False: there is no use in another start, or no wish for one.</returns>
    private async Task<bool> AgainAsync(string name, int exitCode, TimeSpan pause, CancellationToken stop)
    {
        if (exitCode == ExitCodes.CannotStart && !_wasReady)
        {
            _failedToStart.TrySetResult();
            return false;
        }
        await ForwardAsync(
            name,
            string.Create(
                CultureInfo.InvariantCulture,
                $"ended with {exitCode}; started again in {pause.TotalMilliseconds:F0} ms"
            )
        );
        await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stop.IsCancellationRequested;
    }

    private void Have(Child? child)
    {
        lock (_changing)
        {
            _child = child;
        }
    }

    private Task ForwardAsync(string name, string line) => terminal.Error.WriteLineAsync($"{name, -6} | {line}");
}
