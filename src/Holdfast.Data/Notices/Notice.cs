namespace Holdfast.Data.Notices;

/// <summary>One thing that somebody must know.</summary>
public sealed record Notice
{
    /// <summary>Longest <see cref="Text"/> and <see cref="Subject"/>, in characters. Ours.</summary>
    public const int LongestText = 1000;

    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Such as <c>node.down</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is about: a node, a unit, a user.</summary>
    public required string Subject { get; init; }

    /// <summary>A sentence or two for people; never a secret.</summary>
    public required string Text { get; init; }

    /// <summary>The mail address of the person concerned; empty: it is for administrators.</summary>
    public string Recipient { get; init; } = "";
}
