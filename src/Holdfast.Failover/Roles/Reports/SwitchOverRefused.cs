using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles.Reports;

/// <summary>Nobody was asked: we are not active, or the successor is not ready, or nobody is.</summary>
public sealed record SwitchOverRefused(MemberId Successor) : RoleReport;
