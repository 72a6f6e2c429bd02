using System.Globalization;
using Holdfast.Failover.Database;
using Holdfast.Failover.Database.Reports;

namespace Holdfast.Failover.Postgres;

/// <summary>What happened to the database, for people.</summary>
internal static class DatabaseWording
{
    public static string Of(DatabaseReport report) =>
        report switch
        {
            WorkDone done => string.Create(
                CultureInfo.InvariantCulture,
                $"database: {Done(done.Job)} ({done.Took.TotalSeconds:0.0} s)"
            ),
            WorkFailed failed => $"database: {Doing(failed.Job)} failed: {failed.Why}",
            PrimaryGone => "database: the primary ended by itself; the role is given away if another member is ready",
            StandbyLost => "database: the standby is gone or does not keep up; writes wait until its grant has ended",
            NotHandedOver => "database: not switched over, as the standby is not in step",
            Refused => "database: not promoted here, as something acknowledged may be missing (allow-degraded)",
            _ => report.ToString(),
        };

    private static string Done(Job job) =>
        job switch
        {
            Job.Stop => "stopped",
            Job.Drain => "stopped; the standby has everything",
            Job.Create => "created, empty",
            Job.Start => "started, to be promoted",
            Job.Follow => "follows the primary",
            Job.Promote => "is the primary",
            Job.Rewind => "rewound to where the primary goes on",
            Job.Clone => "copied from the primary",
            Job.WaitNot => "degraded: goes on without its standby",
            _ => $"{job}",
        };

    private static string Doing(Job job) =>
        job switch
        {
            Job.Wait => "to wait for the standby",
            Job.WaitNot => "to go on without the standby",
            Job.Open or Job.Close => "to tell the standby how it stands",
            Job.Remember => "to store how it stands",
            _ => $"to {job}".ToLowerInvariant(),
        };
}
