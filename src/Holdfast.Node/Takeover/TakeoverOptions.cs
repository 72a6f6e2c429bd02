namespace Holdfast.Node.Takeover;

internal sealed record TakeoverOptions
{
    /// <summary>Control socket of the failover agent on this machine.</summary>
    public required string AgentSocket { get; init; }

    /// <inheritdoc cref="NodeOptions.SyncPort"/>
    public required int SyncPort { get; init; }
}
