using Holdfast.Data.Users;

namespace Holdfast.Portal.Features.Users;

/// <summary>What to change of a user; null: as it is.</summary>
public sealed record UserChange
{
    public string? Password { get; init; }

    /// <summary>With <see cref="Password"/>: it was set for somebody who should choose his own.</summary>
    public bool MustChangePassword { get; init; }

    public Role? Role { get; init; }

    public IReadOnlyList<string>? Groups { get; init; }

    public bool? Disabled { get; init; }

    /// <summary>Where the person gets notices; empty: nowhere.</summary>
    public string? MailAddress { get; init; }

    /// <summary>Of somebody who comes from a source, all of this is as the source says.</summary>
    internal bool IsKeptAtTheSource =>
        Password is not null || Role is not null || Groups is not null || MailAddress is not null;

    /// <summary>Never the password.</summary>
    public override string ToString() => "UserChange";
}
