namespace Holdfast.Failover.Database.Reports;

/// <summary>This member is active, and its database is not promoted, as something acknowledged may be missing in it.</summary>
public sealed record Refused : DatabaseReport;
