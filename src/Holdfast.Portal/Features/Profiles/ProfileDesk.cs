using Holdfast.Data;
using Holdfast.Data.Profiles;
using Holdfast.Model.Problems;
using Holdfast.Model.Profiles;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Configurations;
using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.Profiles;

/// <summary>The administration of profiles, for the pages.</summary>
public sealed class ProfileDesk(IDatabase database, ProfileStore profiles, ProfileCommands commands) : IProfileDesk
{
    public async Task<IReadOnlyList<Profile>> ListAsync(CancellationToken cancel) =>
        [.. (await database.ReadAsync(profiles.ListAsync, cancel)).Select(stored => stored.Profile)];

    public async Task<Profile?> FindAsync(string id, CancellationToken cancel) =>
        (await database.ReadAsync(unit => profiles.FindAsync(unit, id), cancel))?.Profile;

    public async Task<Outcome<ProfilesChanged>> SaveAsync(
        Visitor by,
        Profile profile,
        bool isNew,
        CancellationToken cancel
    ) =>
        !isNew && await FindAsync(profile.Id, cancel) is null
            ? ConfigurationProblems.UnknownProfile.At("id", profile.Id)
            : await commands.PutAsync(profile, mayReplace: !isNew, Actor.Of(by), cancel);

    public Task<Outcome<ProfilesChanged>> RemoveAsync(Visitor by, string id, CancellationToken cancel) =>
        commands.RemoveAsync(id, Actor.Of(by), cancel);
}
