namespace Holdfast.Failover.Database;

/// <summary>A job under way.</summary>
/// <param name="Memory">For <see cref="Job.Remember"/>: what to remember. For a rewind and a clone: what the data was.</param>
public sealed record Work(long Id, Job Job, TimeSpan Since, DatabaseMemory? Memory);
