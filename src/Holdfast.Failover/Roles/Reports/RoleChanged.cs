using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles.Reports;

/// <param name="Before">The highest epoch known before.</param>
/// <param name="After">The highest epoch known now; our own when we are active now.</param>
public sealed record RoleChanged(Role From, Role To, ChangeReason Reason, Epoch Before, Epoch After) : RoleReport;
