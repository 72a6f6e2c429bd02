using Holdfast.Failover.Health;
using Holdfast.Failover.Roles.Reports;

namespace Holdfast.Failover.Agent;

/// <summary>Hears of a unit what others want to know. On the agent's thread.</summary>
internal interface IUnitNews
{
    /// <summary>For people, afterwards.</summary>
    void Report(int vrid, RoleReport what);

    /// <summary>What is thought of this machine's health is another.</summary>
    void HealthChanged(int vrid, HealthOpinion opinion);

    /// <summary>
    /// For programs, at once: the role or the epoch is another. When it became active, the addresses are there; when it is active no more,
    /// they are about to go.
    /// </summary>
    void RoleChanged(Unit unit, bool justWon, TimeSpan now);
}
