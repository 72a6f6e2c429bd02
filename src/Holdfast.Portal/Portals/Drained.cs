using Holdfast.Telemetry.Health;

namespace Holdfast.Portal.Portals;

/// <summary>
/// Whether nobody new is to come to this portal, because an administrator wants it so or because it is about to stop: it serves on, says
/// that it is not ready, and sends those who are here elsewhere. Thread-safe.
/// </summary>
public sealed class Drained : IReadinessCheck, IDisposable
{
    private readonly Lock _lock = new();
    private CancellationTokenSource? _beginning = new();

    private bool _stops;

    public string Name => "draining";

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

    /// <summary>The process is about to stop; whatever an administrator wants.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _stops = true;
        }

        Set(drained: true);
    }

    /// <summary>As an administrator wants it.</summary>
    public void Set(bool drained)
    {
        CancellationTokenSource? begun;
        lock (_lock)
        {
            drained |= _stops;
            if (drained == (_beginning is null))
            {
                return;
            }

            (begun, _beginning) = (_beginning, drained ? null : new());
        }

        begun?.Cancel();
        begun?.Dispose();
    }

    public ValueTask<string?> ReasonAgainstAsync(CancellationToken cancel) => ValueTask.FromResult(Reason());

    public void Dispose() => _beginning?.Dispose();

    private string? Reason()
    {
        lock (_lock)
        {
            return _stops ? "The process is about to stop."
                : _beginning is null ? "An administrator drains this portal; holdfast portal return ends that."
                : null;
        }
    }
}
