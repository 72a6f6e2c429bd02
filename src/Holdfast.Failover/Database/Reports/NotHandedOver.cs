namespace Holdfast.Failover.Database.Reports;

/// <summary>The operator wanted a planned switch, and the standby is not in step any more.</summary>
public sealed record NotHandedOver : DatabaseReport;
