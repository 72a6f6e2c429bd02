namespace Holdfast.Data.Sessions;

/// <summary>Which live sessions. What is null or empty says nothing.</summary>
public sealed record SessionFilter
{
    public static readonly SessionFilter All = new();

    /// <summary>Only of users whose key contains this; normalised like the key.</summary>
    public string User { get; init; } = "";

    public string? ProfileId { get; init; }

    public string? NodeId { get; init; }
}
