using Holdfast.Data;
using Holdfast.Data.Authorizations;
using Holdfast.Data.Configurations;
using Holdfast.Data.Factors;
using Holdfast.Data.Users;
using Holdfast.Data.WebSessions;
using Holdfast.Portal.Features.Configurations;
using Holdfast.Portal.Features.Profiles;

namespace Holdfast.Portal.Features.Users;

/// <summary>Ends what somebody may no longer have, in the transaction of what took it away.</summary>
public sealed class UserAccess(
    AuthorizationStore authorizations,
    ConfigurationStore configurations,
    WebSessionStore sessions,
    ResetLinkStore resetLinks,
    RemoveConfigurations removal,
    ProfileCatalogue catalogue,
    TimeProvider clock
)
{
    /// <summary>Configurations of profiles that are not open to these groups. Those of profiles that are go on.</summary>
    /// <returns>How many ended.</returns>
    public async Task<int> EndNotAllowedAsync(IUnitOfWork unit, User user, IReadOnlyList<string> groups)
    {
        var profiles = await catalogue.ReadHeldAsync(unit);
        var notAllowed = (await configurations.ListOfUserAsync(unit, user.Id)).Where(configuration =>
            profiles.Find(configuration.ProfileId) is not { } stored || !ProfileSet.IsOpenTo(stored.Profile, groups)
        );
        return await removal.RemoveAsync(unit, notAllowed, ProfileCommands.NotAllowed);
    }

    /// <summary>Peers, certificates, apps and browsers: nothing is left, and enabling again brings nothing back.</summary>
    /// <returns>How many configurations ended.</returns>
    public async Task<int> EndAllAsync(IUnitOfWork unit, User user, string reason)
    {
        var ended = await removal.RemoveAsync(unit, await configurations.ListOfUserAsync(unit, user.Id), reason);
        await authorizations.RevokeAllOfAsync(unit, user.Id, reason, clock.GetUtcNow());
        await sessions.RemoveAllOfAsync(unit, user.Id);
        await resetLinks.RemoveOfAsync(unit, user.Id);
        return ended;
    }
}
