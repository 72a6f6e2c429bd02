using Holdfast.Failover.Members;

namespace Holdfast.Failover.Hooks;

/// <summary>What the executable is to make true.</summary>
internal sealed class HookWish : IDisposable
{
    private readonly CancellationTokenSource _end = new();

    public HookWish(bool active, Epoch epoch)
    {
        (Active, Epoch) = (active, epoch);
        Ended = _end.Token;
    }

    public bool Active { get; }

    public Epoch Epoch { get; }

    /// <summary>There is another wish.</summary>
    public CancellationToken Ended { get; }

    /// <summary>How often it was called for. For one thread.</summary>
    public int Calls { get; set; }

    /// <summary>Returns at once: what waits for it goes on elsewhere.</summary>
    public void End() => _ = EndAsync();

    public void Dispose() => _end.Dispose();

    private async Task EndAsync()
    {
        await _end.CancelAsync();
        Dispose();
    }
}
