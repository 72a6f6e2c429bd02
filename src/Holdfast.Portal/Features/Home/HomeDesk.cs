using Holdfast.Data;
using Holdfast.Data.Configurations;
using Holdfast.Data.Sessions;
using Holdfast.Data.Users;
using Holdfast.Model.Problems;
using Holdfast.OAuth.Clients;
using Holdfast.Portal.Features.Configurations;
using Holdfast.Portal.Features.OAuth;
using Holdfast.Portal.Features.Profiles;
using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.Home;

/// <summary>What somebody can connect to, and what is set up.</summary>
public sealed class HomeDesk(
    IDatabase database,
    UserStore users,
    ConfigurationStore configurations,
    SessionStore sessions,
    ProfileCatalogue catalogue,
    AppRegistry apps,
    RemoveConfigurations removal
) : IHomeDesk
{
    private const int SessionsToLookAt = 200;

    public async Task<HomeView> ReadAsync(Visitor visitor, CancellationToken cancel)
    {
        var registry = await apps.ReadAsync(cancel);
        return await database.ReadAsync(
            async unit =>
            {
                var groups = (await users.FindAsync(unit, visitor.UserId))?.Groups ?? [];
                var profiles = await catalogue.ReadAsync(unit);
                var connected = await ConnectedAsync(unit, visitor.UserId);
                return new HomeView(
                    [.. profiles.OfferedTo(groups).Select(p => OfferedProfiles.View(p.Profile))],
                    [
                        .. (await configurations.ListOfUserAsync(unit, visitor.UserId)).Select(c =>
                            View(c, profiles, registry, connected)
                        ),
                    ]
                );
            },
            cancel
        );
    }

    public Task<Problem?> RemoveAsync(Visitor visitor, Guid configurationId, CancellationToken cancel) =>
        removal.OneOfAsync(visitor, configurationId, cancel);

    private async Task<Dictionary<Guid, DateTimeOffset>> ConnectedAsync(IUnitOfWork unit, Guid userId)
    {
        var connected = new Dictionary<Guid, DateTimeOffset>();
        var recent = await sessions.ListOfUserAsync(unit, userId, before: null, SessionsToLookAt);
        foreach (var session in recent.Where(s => s.EndedAt is null))
        {
            connected[session.ConfigurationId] = session.StartedAt;
        }

        return connected;
    }

    private static Device View(
        Configuration configuration,
        ProfileSet profiles,
        ClientRegistry apps,
        Dictionary<Guid, DateTimeOffset> connected
    ) =>
        new(
            configuration.Id,
            configuration.Name,
            profiles.Find(configuration.ProfileId)?.Profile.DisplayName ?? configuration.ProfileId,
            configuration.Protocol,
            configuration.AuthorizationId is null
                ? null
                : apps.Find(configuration.Name)?.DisplayName ?? configuration.Name,
            configuration.CreatedAt,
            configuration.ExpiresAt,
            connected.TryGetValue(configuration.Id, out var since) ? since : null
        );
}
