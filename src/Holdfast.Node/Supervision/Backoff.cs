namespace Holdfast.Node.Supervision;

/// <summary>How long to wait before the next start: at once after a long life, then longer and longer up to 5 s.</summary>
internal sealed class Backoff
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongLife = TimeSpan.FromSeconds(10);

    private TimeSpan _next = TimeSpan.Zero;

    /// <param name="lived">How long the process lived.</param>
    public TimeSpan After(TimeSpan lived)
    {
        var wait = lived >= LongLife ? TimeSpan.Zero : _next;
        _next = TimeSpan.FromMilliseconds(Math.Clamp(wait.TotalMilliseconds * 2, 100, Longest.TotalMilliseconds));
        return wait;
    }
}
