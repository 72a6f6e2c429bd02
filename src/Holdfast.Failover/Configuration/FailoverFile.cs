namespace Holdfast.Failover.Configuration;

/// <summary>What the agent of one machine is told: <c>failover.json</c>.</summary>
public sealed record FailoverFile
{
    /// <summary>True on this machine only; never copied to another.</summary>
    public required LocalConfiguration Local { get; init; }

    /// <summary>The same on all members.</summary>
    public required GroupConfiguration Group { get; init; }
}
