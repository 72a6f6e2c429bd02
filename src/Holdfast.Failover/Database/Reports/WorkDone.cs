namespace Holdfast.Failover.Database.Reports;

/// <param name="Took">Since it began.</param>
public sealed record WorkDone(Job Job, TimeSpan Took) : DatabaseReport;
