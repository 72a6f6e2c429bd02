namespace Holdfast.Portal.Tests.Running;

/// <summary>The real clock, with a time of day that a test puts forward. Timers and what is measured go on as they are.</summary>
public sealed class ShiftedClock : TimeProvider
{
    private long _shift;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + new TimeSpan(Volatile.Read(ref _shift));

    public void PutForward(TimeSpan by) => Interlocked.Add(ref _shift, by.Ticks);
}
