using Holdfast.Single.Supervision;
using Holdfast.Terminals;

namespace Holdfast.Single;

/// <summary>The portal of this machine, which may be stopped for a while and started again with another database.</summary>
/// <param name="command">Asked at each start.</param>
/// <param name="grace">To end in good order.</param>
/// <param name="last">From now on a portal that ends is not started again.</param>
internal sealed class PortalSeat(
    Func<ChildCommand> command,
    Terminal terminal,
    TimeProvider time,
    TimeSpan grace,
    CancellationToken last
) : IAsyncDisposable
{
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (Supervisor Supervisor, CancellationTokenSource End, Task<bool> Runs)? _now;
    private bool _wasReady;

    /// <summary>Completes when a portal that was never ready says that it cannot start.</summary>
    public Task FailedToStart => _failed.Task;

    public void Start()
    {
        var supervisor = new Supervisor(command(), terminal, time);
        if (_wasReady)
        {
            supervisor.Ready();
        }

        var end = new CancellationTokenSource();
        _now = (supervisor, end, supervisor.RunAsync(grace, last, end.Token));
        _ = TellAsync(supervisor);
    }

    /// <summary>From now on any end of it is an accident.</summary>
    public void Ready()
    {
        _wasReady = true;
        _now?.Supervisor.Ready();
    }

    /// <summary>It has ended when this returns.</summary>
    public async Task StopAsync()
    {
        if (_now is { } now)
        {
            _now = null;
            await now.End.CancelAsync();
            await now.Runs;
            now.End.Dispose();
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task TellAsync(Supervisor supervisor)
    {
        await supervisor.FailedToStart;
        _failed.TrySetResult();
    }
}
