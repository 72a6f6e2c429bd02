using Holdfast.Telemetry.Health;

namespace Holdfast.Portal.Portals;

/// <summary>
/// Whether an administrator wants nobody new to come to this portal: it serves on, says that it is not ready, and sends those who are
/// here elsewhere. Thread-safe.
/// </summary>
public sealed class Drained : IReadinessCheck, IDisposable
{
    private readonly Lock _lock = new();
    private CancellationTokenSource? _beginning = new();

    public string Name => "drained";

    public bool IsSo
    {
        get
        {
            lock (_lock)
            {
                return _beginning is null;
            }
        }
    }

    /// <summary>
    /// Cancelled when a drain begins. Who comes while it is going on has found no other portal and may stay: never cancelled.
    /// </summary>
    public CancellationToken Begins
    {
        get
        {
            lock (_lock)
            {
                return _beginning?.Token ?? CancellationToken.None;
            }
        }
    }

    public void Set(bool drained)
    {
        CancellationTokenSource? begun = null;
        lock (_lock)
        {
            if (drained == (_beginning is null))
            {
                return;
            }

            (begun, _beginning) = (_beginning, drained ? null : new());
        }

        begun?.Cancel();
        begun?.Dispose();
    }

    public ValueTask<string?> ReasonAgainstAsync(CancellationToken cancel) =>
        ValueTask.FromResult(IsSo ? "An administrator drains this portal; holdfast portal return ends that." : null);

    public void Dispose() => _beginning?.Dispose();
}
