namespace Holdfast.Failover.Hooks;

/// <summary>How long the agent waits for the administrator's executable, and how often it calls it.</summary>
internal sealed record HookPatience
{
    /// <summary>A call that takes longer is killed: the interfaces of clouds take seconds.</summary>
    public TimeSpan Call { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>After a call that failed.</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>After one that succeeded, while active.</summary>
    public TimeSpan Again { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>So often at most it is told that the addresses are here no more.</summary>
    public int GoodbyeCalls { get; init; } = 3;
}
