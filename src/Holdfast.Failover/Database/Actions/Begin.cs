namespace Holdfast.Failover.Database.Actions;

/// <summary>
/// Begin a job, give up the one that is under way, and say <see cref="Events.WorkEnded"/> when it is over. A job that ended with a
/// failure may have been done all the same.
/// </summary>
public sealed record Begin(Work Work) : DatabaseAction;
