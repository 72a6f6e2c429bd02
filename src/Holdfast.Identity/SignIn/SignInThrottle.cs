namespace Holdfast.Identity.SignIn;

/// <summary>
/// Slows down guessing: failures are counted for each name and each address, and after some of them each further one makes the next
/// attempt wait, twice as long each time up to <see cref="MaxDelay"/>. Nobody is locked out for good, since anybody could do that to
/// anybody. The counts and times are the database's, so that all portals count together.
/// </summary>
public sealed record SignInThrottle
{
    /// <summary>Where a name or an address stands that has failed less than the others may: a person who mistypes.</summary>
    public static readonly SignInThrottle OfName = new() { FreeFailures = 5, Window = TimeSpan.FromHours(24) };

    /// <summary>Many people may share one address, so it may fail more often, and is forgiven sooner.</summary>
    public static readonly SignInThrottle OfAddress = new() { FreeFailures = 50, Window = TimeSpan.FromHours(1) };

    /// <summary>Of API tokens, which nobody types: more than a few are a program that lost its own, or somebody who tries.</summary>
    public static readonly SignInThrottle OfTokens = new() { FreeFailures = 20, Window = TimeSpan.FromHours(1) };

    public static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);

    /// <summary>By which one attempt may be older than the one that blocked: they wait for each other, and portals' clocks differ.</summary>
    private static readonly TimeSpan OutOfOrder = TimeSpan.FromMinutes(1);

    /// <summary>Failures in a window that have no consequence.</summary>
    public required int FreeFailures { get; init; }

    /// <summary>Failures are counted from the first one for this long; then the count begins anew. A success ends the count of its name.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>How long the next attempt has to wait.</summary>
    /// <param name="failures">In the window, with the one just now.</param>
    public TimeSpan DelayAfter(int failures)
    {
        var excess = failures - FreeFailures;
        return excess switch
        {
            <= 0 => TimeSpan.Zero,
            // 2^10 seconds are more than the longest delay already.
            > 10 => MaxDelay,
            _ => FirstDelay * Math.Pow(2, excess - 1) is var delay && delay < MaxDelay ? delay : MaxDelay,
        };
    }

    /// <summary>Until when attempts are refused without looking at the password; null: they are not.</summary>
    /// <param name="failures">In the window, with the one just now.</param>
    public DateTimeOffset? BlockedUntil(int failures, DateTimeOffset now) =>
        DelayAfter(failures) is var delay && delay > TimeSpan.Zero ? now + delay : null;

    /// <summary>Whether an attempt may be made.</summary>
    /// <param name="nameBlockedUntil">Null: the name is not blocked.</param>
    /// <param name="addressBlockedUntil">Null: the address is not blocked.</param>
    public static SignInDecision Decide(
        DateTimeOffset? nameBlockedUntil,
        DateTimeOffset? addressBlockedUntil,
        DateTimeOffset now
    )
    {
        var wait = Longer(Left(nameBlockedUntil, now), Left(addressBlockedUntil, now));
        return new(wait == TimeSpan.Zero, wait);
    }

    /// <summary>What lies further ahead than any block can was said by a clock that was wrong, which must not lock anybody out.</summary>
    private static TimeSpan Left(DateTimeOffset? until, DateTimeOffset now)
    {
        var left = until - now ?? TimeSpan.Zero;
        return left <= TimeSpan.Zero || left > MaxDelay + OutOfOrder ? TimeSpan.Zero
            : left < MaxDelay ? left
            : MaxDelay;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
