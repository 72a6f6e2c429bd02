namespace Holdfast.Linux.WireGuard;

/// <summary>The time of the last handshake as both configuration protocols give it: seconds and nanoseconds since 1970, 0 for none.</summary>
internal static class HandshakeTime
{
    private const long LastSecond = 253_402_300_799;
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long NanosecondsPerTick = 100;

    /// <summary>Null for none, and for what is no time.</summary>
    public static DateTimeOffset? From(long seconds, long nanoseconds)
    {
        if (seconds is < 0 or > LastSecond || nanoseconds is < 0 or >= NanosecondsPerSecond)
        {
            return null;
        }

        return seconds == 0 && nanoseconds == 0
            ? null
            : DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(nanoseconds / NanosecondsPerTick);
    }
}
