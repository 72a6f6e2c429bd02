namespace Holdfast.Failover.Database.Reports;

/// <summary>The standby is gone, or does not keep up: writes wait until its grant has ended, then go on without it.</summary>
public sealed record StandbyLost : DatabaseReport;
