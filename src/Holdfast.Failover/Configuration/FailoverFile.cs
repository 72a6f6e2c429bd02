using Holdfast.Model.DesiredState;

namespace Holdfast.Failover.Configuration;

/// <summary>What the agent of one machine is told: <c>failover.json</c>.</summary>
public sealed record FailoverFile
{
    /// <summary>A portal keeps this file, and this is what it has written last; null: a person does.</summary>
    public Revision? Managed { get; init; }

    /// <summary>True on this machine only; never copied to another.</summary>
    public required LocalConfiguration Local { get; init; }

    /// <summary>The same on all members.</summary>
    public required GroupConfiguration Group { get; init; }
}
