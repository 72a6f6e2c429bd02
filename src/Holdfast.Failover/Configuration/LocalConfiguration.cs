namespace Holdfast.Failover.Configuration;

public sealed record LocalConfiguration
{
    /// <summary>Which member of the group this machine is.</summary>
    public required int Member { get; init; }

    /// <summary>The interface of each of the group's networks, such as <c>outside</c>: <c>eth0</c>.</summary>
    public required IReadOnlyDictionary<string, string> Links { get; init; }
}
