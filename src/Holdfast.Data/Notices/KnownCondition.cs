namespace Holdfast.Data.Notices;

/// <summary>Something that lasts, as it was when it was last looked at.</summary>
/// <param name="Kind">Of the notice that tells it.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Since">When it was first seen.</param>
/// <param name="SeenAt">When it was last seen.</param>
/// <param name="ToldAt">When it was last told; null: not yet.</param>
public sealed record KnownCondition(
    string Kind,
    string Subject,
    string Text,
    DateTimeOffset Since,
    DateTimeOffset SeenAt,
    DateTimeOffset? ToldAt
);
