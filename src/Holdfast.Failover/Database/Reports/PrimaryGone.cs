namespace Holdfast.Failover.Database.Reports;

/// <summary>The server ended although nobody stopped it.</summary>
public sealed record PrimaryGone : DatabaseReport;
