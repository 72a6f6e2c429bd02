namespace Holdfast.Data.Factors;

/// <summary>Somebody's authenticator app.</summary>
public sealed record Authenticator
{
    public required Guid UserId { get; init; }

    /// <summary>The secret, encrypted by the caller with a key that is not in the database.</summary>
    public required byte[] Sealed { get; init; }

    /// <summary>The time step of the last code that was accepted.</summary>
    public required long LastStep { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null: not since it was added.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"Authenticator of {UserId}";
}
