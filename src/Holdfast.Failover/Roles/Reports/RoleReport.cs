namespace Holdfast.Failover.Roles.Reports;

/// <summary>What people want to know afterwards.</summary>
public abstract record RoleReport;
