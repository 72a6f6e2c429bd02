using System.Globalization;
using Holdfast.Data;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Notices.Conditions;

namespace Holdfast.Portal.Features.Health;

/// <summary>From what is known to rows for people. Pure.</summary>
public static class HealthRules
{
    /// <summary>Codes of apps have 30 s, WireGuard's and our own deadlines minutes: by then something is about to fail.</summary>
    private static readonly TimeSpan ClockBad = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan ClockWarn = TimeSpan.FromSeconds(2);

    /// <summary>A job's turn is taken for some of its rounds; so long after that none came.</summary>
    private static readonly TimeSpan JobLate = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan BackupOld = TimeSpan.FromDays(8);

    /// <summary>PostgreSQL and SQLite stop when the disk is full; both need room for what they write beside their tables.</summary>
    private const long DiskBad = 200_000_000;

    private const long DiskWarn = 1_000_000_000;

    public static IReadOnlyList<HealthRow> Judge(HealthFacts facts) =>
        [
            Database(facts),
            Disk(facts.Disk),
            Clock("Database’s clock", "", facts.DatabaseAhead),
            Certificate(facts),
            Keys(facts.KeysOpen),
            .. facts.Portals.Select(portal => Portal(portal, facts.Version)),
            .. facts.Nodes.Count == 0
                ? [new HealthRow("Node", "", HealthState.Bad, "There is none: nobody can connect. Add one.")]
                : facts.Nodes.Select(node => Node(node, facts.Version)),
            .. facts
                .Nodes.Where(node => node.Ahead is not null)
                .Select(node => Clock("Node’s clock", node.Id, node.Ahead!.Value)),
            .. facts.Jobs.Select(job => Job(job, facts.Now)),
            Notices(facts),
            Backup(facts.LastBackup, facts.Now),
            facts.HasMail
                ? new("Mail", "", HealthState.Good, "Notices are sent by mail.")
                : new(
                    "Mail",
                    "",
                    HealthState.Warn,
                    "No mail server is set: nobody is told when something fails. Set one under Notices."
                ),
        ];

    /// <summary>As bad as the worst.</summary>
    public static HealthState Whole(IEnumerable<HealthRow> rows) => rows.Max(row => row.State);

    private static HealthRow Database(HealthFacts facts) =>
        facts.MayBeBehind
            ? new("Database", "", HealthState.Bad, "No primary answers; a standby is read, and nothing can be changed.")
            : new(
                "Database",
                "",
                HealthState.Good,
                $"{(facts.Database == DatabaseKind.Sqlite ? "SQLite" : "PostgreSQL")} answers."
            );

    private static HealthRow Disk((long Free, long Total)? disk)
    {
        if (disk is not { } known)
        {
            return new("Disk", "", HealthState.Warn, "How full the disk is cannot be told.");
        }

        var words = $"{Figures.Bytes(known.Free)} of {Figures.Bytes(known.Total)} are free.";
        return known.Free switch
        {
            < DiskBad => new("Disk", "", HealthState.Bad, words + " Make room now: a full disk stops the database."),
            < DiskWarn => new("Disk", "", HealthState.Warn, words + " Make room soon."),
            _ => new("Disk", "", HealthState.Good, words),
        };
    }

    private static HealthRow Clock(string area, string subject, TimeSpan ahead)
    {
        var (off, way) = (ahead.Duration(), ahead < TimeSpan.Zero ? "behind" : "ahead of");
        var words = string.Create(CultureInfo.InvariantCulture, $"{off.TotalSeconds:0.0} s {way} this portal’s.");
        return off >= ClockBad ? new(area, subject, HealthState.Bad, words + " Set the clocks by NTP on both machines.")
            : off >= ClockWarn
                ? new(area, subject, HealthState.Warn, words + " Set the clocks by NTP on both machines.")
            : new(area, subject, HealthState.Good, words);
    }

    private static HealthRow Certificate(HealthFacts facts)
    {
        var left = facts.CertificateEndsAt - facts.Now;
        var words = string.Create(
            CultureInfo.InvariantCulture,
            $"Good until {facts.CertificateEndsAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC."
        );
        return left <= TimeSpan.Zero
                ? new(
                    "Certificate",
                    "",
                    HealthState.Bad,
                    "It has ended: browsers and apps refuse. Put a new one in place."
                )
            : left <= ConditionSources.CertificateLeft
                ? new("Certificate", "", HealthState.Warn, words + " It should have been renewed by now.")
            : new("Certificate", "", HealthState.Good, words);
    }

    private static HealthRow Keys(bool open) =>
        open
            ? new("Secrets’ key", "", HealthState.Good, "It opens the secrets.")
            : new(
                "Secrets’ key",
                "",
                HealthState.Bad,
                "It does not open the secrets. Bring back the right master.key, from a backup."
            );

    private static HealthRow Portal(PortalFact portal, string version) =>
        !portal.Runs ? new("Portal", portal.Machine, HealthState.Warn, "It has not been heard of lately.")
        : portal.Version != version
            ? new(
                "Portal",
                portal.Machine,
                HealthState.Warn,
                $"It is of version {portal.Version}, this one of {version}. Upgrade the older one."
            )
        : new("Portal", portal.Machine, HealthState.Good, $"Runs, version {portal.Version}.");

    private static HealthRow Node(NodeFact node, string version) =>
        !node.IsLinked ? new("Node", node.Id, HealthState.Bad, node.Reason ?? "It is not linked.")
        : node.Version is { } other && other != version
            ? new(
                "Node",
                node.Id,
                HealthState.Warn,
                $"It is of version {other}, this portal of {version}. Upgrade the older one."
            )
        : new("Node", node.Id, HealthState.Good, $"Linked, version {node.Version ?? "unknown"}.");

    private static HealthRow Job(JobFact job, DateTimeOffset now) =>
        job.Until is not { } until
            ? new("Job", job.Name, HealthState.Warn, "It has not run yet. It does within some minutes of the start.")
        : now - until > JobLate
            ? new(
                "Job",
                job.Name,
                HealthState.Bad,
                $"No round for {Figures.Duration(now - until)}. See the log of the portals."
            )
        : new("Job", job.Name, HealthState.Good, "Runs.");

    /// <summary>It takes its turn only when something is due, so that is looked at.</summary>
    private static HealthRow Notices(HealthFacts facts) =>
        facts.NoticesDueAt is { } due && facts.Now - due > JobLate
            ? new(
                "Job",
                "Sends notices",
                HealthState.Bad,
                $"Notices are due for {Figures.Duration(facts.Now - due)}. See the log of the portals."
            )
            : new("Job", "Sends notices", HealthState.Good, "Nothing is late.");

    private static HealthRow Backup(DateTimeOffset? last, DateTimeOffset now)
    {
        const string Do = "Run “holdfast backup FILE” every night.";
        return last is not { } at ? new("Backup", "", HealthState.Warn, $"None was made yet. {Do}")
            : now - at > BackupOld
                ? new("Backup", "", HealthState.Warn, $"The last one is {Figures.Duration(now - at)} old. {Do}")
            : new("Backup", "", HealthState.Good, $"The last one is {Figures.Duration(now - at)} old.");
    }
}
