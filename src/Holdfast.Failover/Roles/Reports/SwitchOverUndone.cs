using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles.Reports;

/// <summary>The successor was asked and did not take over in time; we stay active.</summary>
public sealed record SwitchOverUndone(MemberId Successor, ChangeReason Reason) : RoleReport;
