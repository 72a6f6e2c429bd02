namespace Holdfast.Single.Supervision;

/// <summary>How long to wait before a dead role is started again: not at all at first, then longer each time it dies soon.</summary>
internal sealed class Backoff
{
    /// <summary>Who lived so long has recovered.</summary>
    private static readonly TimeSpan Recovered = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private TimeSpan _next;

    public TimeSpan After(TimeSpan lived)
    {
        var now = lived >= Recovered ? TimeSpan.Zero : _next;
        var doubled = now == TimeSpan.Zero ? First : now * 2;
        _next = doubled < Longest ? doubled : Longest;
        return now;
    }
}
