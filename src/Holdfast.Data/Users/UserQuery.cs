namespace Holdfast.Data.Users;

/// <summary>One page of the list of users, ordered by <see cref="User.NameKey"/>.</summary>
public sealed record UserQuery
{
    /// <summary>Only users whose key contains this; normalised like the key. Empty: all.</summary>
    public string Containing { get; init; } = "";

    /// <summary>Only users whose key begins with this; normalised like the key. Empty: all.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Only users who have no second factor.</summary>
    public bool WithoutFactor { get; init; }

    /// <summary>The last key of the page before; null: from the beginning.</summary>
    public string? After { get; init; }

    public int Limit { get; init; } = 100;
}
