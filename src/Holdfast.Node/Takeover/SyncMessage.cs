namespace Holdfast.Node.Takeover;

/// <summary>What one node of a failover group tells another, all sealed: see docs/protocols/session-sync.md.</summary>
internal sealed record SyncMessage
{
    /// <summary>Of the sender, 1 to 255.</summary>
    public required byte Member { get; init; }

    /// <summary>By the sender's wall clock.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary><see cref="SentAt"/> of the newest that the sender has from the receiver; null: it has none.</summary>
    public DateTimeOffset? HeardSentAt { get; init; }

    /// <summary>How long it has had that one.</summary>
    public TimeSpan HeardBefore { get; init; }

    public IReadOnlyList<ClientPlace> Clients { get; init; } = [];
}
