using Holdfast.Data;

namespace Holdfast.Portal.Features.Health;

/// <summary>What is known of the service at a moment, before anybody judges it.</summary>
public sealed record HealthFacts
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>Of the portal that answers.</summary>
    public required string Version { get; init; }

    public required DatabaseKind Database { get; init; }

    /// <summary>No primary answers; a standby was read.</summary>
    public bool MayBeBehind { get; init; }

    /// <summary>How far the database's clock is ahead of ours.</summary>
    public TimeSpan DatabaseAhead { get; init; }

    /// <summary>Bytes on the disk of the state folder; null: it cannot be told.</summary>
    public (long Free, long Total)? Disk { get; init; }

    /// <summary>Until when the certificate of the public door is good.</summary>
    public required DateTimeOffset CertificateEndsAt { get; init; }

    /// <summary>The master keys open the secrets.</summary>
    public required bool KeysOpen { get; init; }

    /// <summary>When somebody made a backup here last; null: nobody has.</summary>
    public DateTimeOffset? LastBackup { get; init; }

    /// <summary>Mail can be sent.</summary>
    public bool HasMail { get; init; }

    public IReadOnlyList<PortalFact> Portals { get; init; } = [];

    public IReadOnlyList<NodeFact> Nodes { get; init; } = [];

    public IReadOnlyList<JobFact> Jobs { get; init; } = [];

    /// <summary>When the next try to deliver a notice is due; null: none waits.</summary>
    public DateTimeOffset? NoticesDueAt { get; init; }
}

/// <param name="Runs">It was heard of lately.</param>
public sealed record PortalFact(string Machine, string Version, bool Runs);

/// <param name="Reason">Why it is not linked.</param>
/// <param name="Version">Null: not known.</param>
/// <param name="Ahead">How far its clock is ahead of ours; null: not known.</param>
public sealed record NodeFact(string Id, bool IsLinked, string? Reason, string? Version, TimeSpan? Ahead);

/// <param name="Name">For people.</param>
/// <param name="Until">To when its turn is taken; null: it never ran.</param>
public sealed record JobFact(string Name, DateTimeOffset? Until);
