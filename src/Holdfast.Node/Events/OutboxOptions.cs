namespace Holdfast.Node.Events;

public sealed record OutboxOptions
{
    /// <summary>Events that are kept while no portal takes them. An event has about 500 bytes on the disk, 300 in memory.</summary>
    public int MaximumEvents { get; init; } = 50_000;

    /// <summary>Bytes that the file may be longer than needed before it is written anew.</summary>
    public long Slack { get; init; } = 4 * 1024 * 1024;

    /// <summary>How long events wait for others, to reach the disk together.</summary>
    public TimeSpan Gather { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Pause before a failing disk is tried again.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);
}
