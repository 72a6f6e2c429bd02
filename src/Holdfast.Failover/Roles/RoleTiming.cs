namespace Holdfast.Failover.Roles;

/// <summary>The timers of RFC 9568 section 6.1, exact: whole centiseconds are too coarse below 10 of them.</summary>
public static class RoleTiming
{
    /// <summary>Long before anything. Not the least value of the type: differences to it must not overflow.</summary>
    public static readonly TimeSpan Never = TimeSpan.FromDays(-36_500);

    /// <summary>For which an isolation test tries to reach somebody.</summary>
    public static readonly TimeSpan IsolationTest = TimeSpan.FromMilliseconds(700);

    /// <summary>After this much of an interval without its heartbeat, nobody says any more that it hears the active member.</summary>
    private const double FreshIntervals = 1.25;

    private const int DownIntervals = 3;

    /// <summary>Skew_Time: the higher the priority, the shorter.</summary>
    public static TimeSpan Skew(byte priority, TimeSpan interval) => interval * (256 - priority) / 256;

    /// <summary>Active_Down_Interval: after this much silence the active member is gone.</summary>
    public static TimeSpan Down(byte priority, TimeSpan interval) =>
        (interval * DownIntervals) + Skew(priority, interval);

    /// <summary>Before this much silence no other member counts us as gone, whatever its priority.</summary>
    public static TimeSpan OthersDown(TimeSpan interval) => interval * DownIntervals;

    /// <summary>
    /// A longer gap between two steps of the machine is a pause of our own process: what was heard before proves nothing any more.
    /// </summary>
    public static TimeSpan Pause(TimeSpan interval) => interval * 2;

    /// <summary>A standby that hears nothing for so long asks whether it is itself that is cut off.</summary>
    public static TimeSpan Late(TimeSpan interval) => interval * 1.5;

    internal static TimeSpan Fresh(TimeSpan interval) => interval * FreshIntervals;
}
