namespace Holdfast.Link.Tests.Fixtures;

/// <summary>The real clock, moved by as much as a test likes. Timers are the real ones.</summary>
public sealed class FakeClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;

    public override long GetTimestamp() => System.GetTimestamp() + (long)(Ahead.TotalSeconds * TimestampFrequency);
}
