namespace Holdfast.Portal.Access;

/// <summary>
/// How fast one token may ask one portal: a burst, and then so many in a second. It guards the process that counts, not an account, so each
/// portal counts for itself.
/// </summary>
/// <param name="Left">Requests that may come at once.</param>
/// <param name="At">When <paramref name="Left"/> was so.</param>
public readonly record struct RequestBucket(double Left, DateTimeOffset At)
{
    public const int Burst = 200;

    public const int ASecond = 50;

    public static RequestBucket Full(DateTimeOffset now) => new(Burst, now);

    /// <summary>A clock that steps back gives nothing and takes nothing.</summary>
    public RequestBucket Take(DateTimeOffset now, out bool allowed)
    {
        var passed = Math.Max(0, (now - At).TotalSeconds);
        var left = Math.Min(Burst, Left + (passed * ASecond));
        allowed = left >= 1;
        return new(allowed ? left - 1 : left, now);
    }
}
