using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles.Reports;

/// <summary>An alarm: the disk does not take an epoch, so this member cannot claim.</summary>
public sealed record EpochNotKept(Epoch Epoch) : RoleReport;
