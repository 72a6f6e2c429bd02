namespace Holdfast.Data.Sources;

/// <summary>That a user comes from a source.</summary>
public sealed record SourcePerson
{
    public required Guid UserId { get; init; }

    public required Guid SourceId { get; init; }

    /// <summary>By which the source knows the person for good, also under another name.</summary>
    public required string Subject { get; init; }

    /// <summary>As the source calls the person now.</summary>
    public required string Name { get; init; }

    /// <summary>When the source last confirmed that the person is there.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>Since when the source does not know the person any more, for which the user is disabled; null: it does.</summary>
    public DateTimeOffset? VanishedAt { get; init; }

    /// <summary>With what the source is asked whether the person is still there; sealed by the caller. Null: it cannot be asked.</summary>
    public byte[]? Refresh { get; init; }
}
