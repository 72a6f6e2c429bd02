namespace Holdfast.Data.Audit;

/// <summary>Which entries. What is null or empty says nothing.</summary>
public sealed record AuditFilter
{
    public static readonly AuditFilter All = new();

    /// <summary>A part of the actor's name, in any case.</summary>
    public string Actor { get; init; } = "";

    /// <summary>How the action begins, such as <c>user.</c></summary>
    public string Action { get; init; } = "";

    /// <summary>A part of the subject, in any case.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Not before.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before.</summary>
    public DateTimeOffset? Until { get; init; }
}
