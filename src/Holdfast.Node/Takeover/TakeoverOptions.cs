namespace Holdfast.Node.Takeover;

internal sealed record TakeoverOptions
{
    /// <summary>UDP; the same on all nodes of a group.</summary>
    public const int DefaultSyncPort = 3113;

    /// <summary>Control socket of the failover agent on this machine.</summary>
    public required string AgentSocket { get; init; }

    public int SyncPort { get; init; } = DefaultSyncPort;
}
