using Holdfast.Data;
using Holdfast.Data.Audit;
using Holdfast.Data.AuthorizationCodes;
using Holdfast.Data.Authorizations;
using Holdfast.Data.Configurations;
using Holdfast.Data.Factors;
using Holdfast.Data.Nodes;
using Holdfast.Data.Notices;
using Holdfast.Data.Sessions;
using Holdfast.Data.Statistics;
using Holdfast.Data.Throttles;
using Holdfast.Data.WebSessions;
using Holdfast.Portal.Nodes;
using Holdfast.Portal.Settings;

namespace Holdfast.Portal.Jobs;

/// <summary>What the database need not know any more. Histories are kept as long as the settings say.</summary>
public sealed class Forgetting(
    PortalSettings settings,
    AuthorizationCodeStore codes,
    AuthorizationStore authorizations,
    WebSessionStore webSessions,
    ThrottleStore throttles,
    ResetLinkStore resetLinks,
    SpentChallengeStore challenges,
    NodeOutageStore outages,
    UsedCodeStore usedCodes,
    NoticeStore notices,
    NoticeDeliveryStore deliveries,
    SessionStore sessions,
    ConfigurationStore configurations,
    AuditStore audit,
    StatisticsStore statistics
)
{
    /// <summary>Of a history in one round: eight millions a day, and no transaction is long. Arbitrary.</summary>
    private const int Batch = 1000;

    /// <summary>Notices that were told, or given up; of more, the oldest are forgotten before their time.</summary>
    private const int MostDeliveries = 20_000;

    /// <summary>Of days in figures, which are small: more than five years.</summary>
    private static readonly TimeSpan Days = TimeSpan.FromDays(2000);

    /// <summary>Ended authorizations are kept so that a late use of their tokens is told why it fails.</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    public async Task RunAsync(IUnitOfWork unit, DateTimeOffset now)
    {
        await codes.PurgeAsync(unit, now - Retention);
        await authorizations.PurgeAsync(unit, now - Retention);
        await webSessions.PurgeAsync(unit, now);
        await throttles.PurgeAsync(unit, now - TimeSpan.FromDays(1), now);
        await resetLinks.PurgeAsync(unit, now);
        await challenges.PurgeAsync(unit, now);
        await outages.PurgeAsync(unit, now - OutageWatch.Kept);
        await usedCodes.PurgeAsync(unit, now - TimeSpan.FromDays(1));
        await deliveries.PurgeAsync(unit, now - Retention, MostDeliveries);
        await notices.PurgeAsync(unit, now - Retention);
        await statistics.PurgeAsync(unit, DayNumber.DayOf(now - Days));
        await ForgetHistoryAsync(unit, now);
    }

    private async Task ForgetHistoryAsync(IUnitOfWork unit, DateTimeOffset now)
    {
        var kept = await settings.ReadAsync(unit);
        await sessions.PurgeAsync(unit, now - kept.SessionHistory, Batch);
        await configurations.PurgeAsync(unit, now - kept.SessionHistory, Batch);
        await audit.PurgeAsync(unit, now - kept.AuditHistory, Batch);
    }
}
