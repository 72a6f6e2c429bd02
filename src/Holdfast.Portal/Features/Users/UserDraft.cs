using Holdfast.Data.Users;

namespace Holdfast.Portal.Features.Users;

/// <summary>A user as an administrator wants one.</summary>
public sealed record UserDraft
{
    /// <summary>Chosen by who asks, so that a form sent twice makes one user; null: anew.</summary>
    public Guid? Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Null: cannot sign in until one is set.</summary>
    public string? Password { get; init; }

    public bool MustChangePassword { get; init; }

    public Role Role { get; init; } = Role.User;

    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Where the person gets notices; null or empty: nowhere.</summary>
    public string? MailAddress { get; init; }

    /// <summary>Never the password.</summary>
    public override string ToString() => $"UserDraft {Name}";
}
