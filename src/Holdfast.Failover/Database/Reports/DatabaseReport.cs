namespace Holdfast.Failover.Database.Reports;

/// <summary>What people want to know afterwards.</summary>
public abstract record DatabaseReport;
