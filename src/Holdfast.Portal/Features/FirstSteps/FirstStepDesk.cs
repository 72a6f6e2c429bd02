using Holdfast.Data;
using Holdfast.Data.Nodes;
using Holdfast.Data.Settings;
using Holdfast.Data.Users;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Health;
using Holdfast.Portal.Features.Profiles;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Notices.Settings;

namespace Holdfast.Portal.Features.FirstSteps;

/// <summary>Reads from the state itself what is done; only that the list was put away is remembered.</summary>
public sealed class FirstStepDesk(
    IDatabase database,
    SettingStore settings,
    UserStore users,
    NodeStore nodes,
    ProfileCatalogue catalogue,
    NoticeSettingsBook notices,
    BackupNotes backups,
    PortalOptions options,
    AuditLog audit,
    TimeProvider clock
) : IFirstStepDesk
{
    private const string Key = "first-steps";
    private const string PutAway = """{"putAway":true}""";

    public Task<IReadOnlyList<FirstStep>> ReadAsync(Visitor visitor, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<FirstStep>>(
            async unit =>
            {
                if (await settings.FindAsync(unit, Key) is not null)
                {
                    return [];
                }

                var steps = FirstStepRules.Of(
                    new Uri(options.PublicUrl).Host,
                    (await catalogue.ReadAsync(unit)).All.Count > 0,
                    (await nodes.ListAsync(unit)).Count > 0,
                    await users.CountAsync(unit) > 1,
                    (await users.FindAsync(unit, visitor.UserId))?.Factors.Any == true,
                    (await notices.ReadAsync(unit)).Mail is not null,
                    await backups.LastAsync(unit) is not null
                );
                return steps.All(step => step.IsDone) ? [] : steps;
            },
            cancel
        );

    public Task PutAwayAsync(Visitor by, CancellationToken cancel) =>
        database.WriteAsync(
            async unit =>
            {
                await settings.PutAsync(unit, Key, PutAway, clock.GetUtcNow());
                await audit.AddAsync(unit, Actor.Of(by), "first-steps.put-away", "");
                return true;
            },
            cancel
        );
}
