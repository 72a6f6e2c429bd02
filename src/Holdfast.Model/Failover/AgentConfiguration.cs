using Holdfast.Model.DesiredState;

namespace Holdfast.Model.Failover;

/// <summary>Where an agent has its configuration from, and whether it lives by it.</summary>
/// <param name="Revision">Of what portals keep; null: none of theirs.</param>
/// <param name="Group">The group of the configuration; null: there is none.</param>
/// <param name="Trouble">Why the agent cannot live by it yet; null: it does, or has none.</param>
public sealed record AgentConfiguration(AgentStanding Standing, Revision? Revision, Guid? Group, string? Trouble);

public enum AgentStanding
{
    /// <summary>The agent waits to be configured.</summary>
    NotConfigured,

    /// <summary>A person wrote its file; nobody else changes it.</summary>
    ByHand,

    /// <summary>A portal keeps it.</summary>
    Managed,
}
