namespace Holdfast.Data.Users;

/// <summary>Somebody who may sign in.</summary>
public sealed record User
{
    public required Guid Id { get; init; }

    /// <summary>As it was written, for people.</summary>
    public required string Name { get; init; }

    /// <summary>The name as it is compared; unique. The caller normalises it.</summary>
    public required string NameKey { get; init; }

    /// <summary>Null: cannot sign in with a password.</summary>
    public string? PasswordHash { get; init; }

    public bool MustChangePassword { get; init; }

    public Role Role { get; init; }

    /// <summary>In ordinal order, without repetition, when read.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Null: not disabled.</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? PasswordChangedAt { get; init; }

    /// <summary>As read; changed where the factors are.</summary>
    public UserFactors Factors { get; init; } = UserFactors.None;

    /// <summary>Where the person gets notices; null: nowhere.</summary>
    public string? MailAddress { get; init; }

    /// <summary>Which directory or provider knows the person, as read; null: none, the password is ours.</summary>
    public Guid? SourceId { get; init; }

    /// <summary>Without the hash of the password.</summary>
    public override string ToString() => $"User {Id} {Name}";
}
