using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles.Reports;

/// <summary>We stay active, under a new epoch: another member had claimed one that was higher than ours, and gave it up.</summary>
public sealed record EpochRaised(Epoch Before, Epoch After) : RoleReport;
