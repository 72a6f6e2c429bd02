using Holdfast.Failover.Roles.Reports;

namespace Holdfast.Failover.Roles.Actions;

/// <summary>For the history, the log and the alarms.</summary>
public sealed record Report(RoleReport What) : RoleAction;
