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
        Reading<Profile> read,
        bool isNew,
        CancellationToken cancel
    ) =>
        !isNew && read.Value is { Id: var id } && await FindAsync(id, cancel) is null
            ? ConfigurationProblems.UnknownProfile.At("id", id)
            : await commands.PutAsync(read, mayReplace: !isNew, Actor.Of(by), cancel);

    public Task<Outcome<ProfilesChanged>> RemoveAsync(Visitor by, string id, CancellationToken cancel) =>
        commands.RemoveAsync(id, Actor.Of(by), cancel);
}
