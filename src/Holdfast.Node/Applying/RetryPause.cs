namespace Holdfast.Node.Applying;

/// <summary>When to try again what failed: pauses that double, from the first to the longest.</summary>
internal sealed class RetryPause(ApplierOptions options, TimeProvider time)
{
    private TimeSpan _pause = options.FirstPause;
    private long? _since;

    /// <summary>How long until the next try; null: nothing failed.</summary>
    public TimeSpan? Left =>
        _since is { } since ? TimeSpan.FromTicks(Math.Max(0, (_pause - time.GetElapsedTime(since)).Ticks)) : null;

    public void Succeeded() => (_pause, _since) = (options.FirstPause, null);

    /// <summary>Starts a pause unless one runs.</summary>
    public void Failed() => _since ??= time.GetTimestamp();

    /// <summary>A pause is over and was followed by a try.</summary>
    public void Tried()
    {
        var doubled = _pause * 2;
        (_pause, _since) = (doubled < options.LongestPause ? doubled : options.LongestPause, null);
    }
}
