namespace Holdfast.Failover.Database.Reports;

public sealed record WorkFailed(Job Job, string Why) : DatabaseReport;
