using Holdfast.Data;
using Holdfast.Data.Leases;
using Holdfast.Data.Nodes;
using Holdfast.Data.Notices;
using Holdfast.Data.Portals;
using Holdfast.Pki.Envelope;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Jobs;
using Holdfast.Portal.Nodes;
using Holdfast.Portal.Notices.Conditions;
using Holdfast.Portal.Notices.Settings;
using Holdfast.Portal.Portals;
using Holdfast.Portal.Starting;

namespace Holdfast.Portal.Features.Health;

/// <summary>Gathers what is known, as this portal sees it.</summary>
public sealed class HealthDesk(
    IDatabase database,
    LeaseStore leases,
    NodeStore nodes,
    PortalStore portals,
    NodeRegistry registry,
    NoticeSettingsBook notices,
    NoticeDeliveryStore deliveries,
    BackupNotes backups,
    SecretBox box,
    TlsCertificates certificates,
    PortalOptions options,
    TimeProvider clock
) : IHealthDesk
{
    /// <summary>Jobs that run on one portal at a time, by the lease that they take.</summary>
    private static readonly (string Lease, string Name)[] Jobs =
    [
        (Housekeeping.LeaseName, "Ends what has expired"),
        (Housekeeping.SealLease, "Seals the audit log"),
        (ConditionWatch.LeaseName, "Watches for trouble"),
        (StatisticsRound.LeaseName, "Statistics"),
    ];

    public async Task<IReadOnlyList<HealthRow>> ReadAsync(CancellationToken cancel)
    {
        var open = await KeyCheck.RunAsync(database, box, cancel) is null;
        var facts = await database.ReadAsync(unit => ReadAsync(unit, open), cancel);
        return HealthRules.Judge(facts);
    }

    private async Task<HealthFacts> ReadAsync(IUnitOfWork unit, bool keysOpen)
    {
        var now = clock.GetUtcNow();
        return new()
        {
            Now = now,
            Version = SoftwareVersion.Text,
            Database = unit.Kind,
            MayBeBehind = unit.MayBeBehind,
            DatabaseAhead = await DatabaseClock.ReadAsync(unit) - clock.GetUtcNow(),
            Disk = Disk(options.Home),
            CertificateEndsAt = new(certificates.Current.Own.NotAfter.ToUniversalTime(), TimeSpan.Zero),
            KeysOpen = keysOpen,
            LastBackup = await backups.LastAsync(unit),
            HasMail = (await notices.ReadAsync(unit)).Mail is not null,
            Portals =
            [
                .. (await portals.ListAsync(unit)).Select(portal => new PortalFact(
                    portal.Machine,
                    portal.Version,
                    now - portal.SeenAt < PortalPresence.SilentAfter
                )),
            ],
            Nodes = [.. (await nodes.ListAsync(unit)).Select(Fact)],
            Jobs = await JobsAsync(unit),
            NoticesDueAt = await deliveries.NextTryAtAsync(unit),
        };
    }

    private NodeFact Fact(Node node)
    {
        var state = registry[node.Id];
        var condition = state.Condition;
        return new(node.Id, condition.Linked, condition.Reason, Release(condition.Software), state.ClockAhead);
    }

    private static string? Release(string? software) => software is null ? null : SoftwareVersion.ReleaseOf(software);

    private async Task<IReadOnlyList<JobFact>> JobsAsync(IUnitOfWork unit)
    {
        var facts = new List<JobFact>();
        foreach (var (lease, name) in Jobs)
        {
            facts.Add(new(name, (await leases.FindAsync(unit, lease))?.Until));
        }

        return facts;
    }

    private static (long Free, long Total)? Disk(string folder)
    {
        try
        {
            var drive = new DriveInfo(folder);
            return (drive.AvailableFreeSpace, drive.TotalSize);
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
