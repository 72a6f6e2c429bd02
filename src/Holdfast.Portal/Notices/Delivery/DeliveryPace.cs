namespace Holdfast.Portal.Notices.Delivery;

/// <summary>When what failed is tried again, and when it is given up. Pure.</summary>
public static class DeliveryPace
{
    public static readonly TimeSpan GivenUpAfter = TimeSpan.FromHours(24);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>From one try to the next: twice as long each time.</summary>
    /// <param name="attempts">That failed, from 1 on.</param>
    public static TimeSpan PauseAfter(int attempts) =>
        // 30 s times 2^7 are more than the longest pause already.
        attempts > 7
            ? Longest
            : First * Math.Pow(2, Math.Max(attempts, 1) - 1);

    /// <returns>When to try again; null: it is given up.</returns>
    /// <param name="dueSince">Since when it is tried.</param>
    public static DateTimeOffset? Next(int attempts, DateTimeOffset dueSince, DateTimeOffset now)
    {
        var next = now + PauseAfter(attempts);
        return next - dueSince > GivenUpAfter ? null : next;
    }
}
