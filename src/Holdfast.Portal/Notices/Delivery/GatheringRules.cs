namespace Holdfast.Portal.Notices.Delivery;

/// <summary>How long notices wait for others of their kind, so that a storm is a few messages and not thousands. Pure.</summary>
public static class GatheringRules
{
    /// <summary>Longer than the portal needs to find out that a device which it just set up does not work.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(15);

    /// <summary>From one message to administrators to the next of the same kind.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromMinutes(5);

    /// <summary>From one mail to a person to the next of the same kind.</summary>
    public static readonly TimeSpan PersonalGap = TimeSpan.FromMinutes(1);

    /// <param name="oldest">When the first of those that wait was written.</param>
    /// <param name="last">When the last message of the kind was made for the same; null: never.</param>
    public static bool IsDue(NoticeAudience audience, DateTimeOffset oldest, DateTimeOffset? last, DateTimeOffset now)
    {
        var gap = audience == NoticeAudience.Person ? PersonalGap : Gap;
        // A last message in the future comes from a clock that was wrong, and keeps nobody waiting.
        var isTooSoon = last is { } before && before <= now && now - before < gap;
        return now - oldest >= Window && !isTooSoon;
    }
}
