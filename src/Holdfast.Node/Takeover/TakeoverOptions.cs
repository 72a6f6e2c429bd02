namespace Holdfast.Node.Takeover;

internal sealed record TakeoverOptions
{
    /// <summary>Control socket of the failover agent on this machine.</summary>
    public required string AgentSocket { get; init; }

    /// <inheritdoc cref="NodeOptions.SyncPort"/>
    public required int SyncPort { get; init; }

    /// <summary>UDP, for what is translated. The one after that of session sync, so that there is one setting.</summary>
    public int ConnectionPort => SyncPort + 1;

    /// <summary>For the files of conntrackd; made when it is needed.</summary>
    public required string ConnectionFolder { get; init; }
}
