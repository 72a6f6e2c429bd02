using Holdfast.Data;
using Holdfast.Data.Configurations;
using Holdfast.Data.Nodes;
using Holdfast.Data.Profiles;
using Holdfast.Model.Problems;
using Holdfast.Model.Profiles;
using Holdfast.Model.Profiles.Validation;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Configurations;
using Holdfast.Portal.Nodes;
using Holdfast.Portal.Secrets;

namespace Holdfast.Portal.Features.Profiles;

/// <summary>Changes the set of profiles. The set as it would be is validated as a whole; when anything is wrong, nothing changes.</summary>
public sealed class ProfileCommands(
    IDatabase database,
    ProfileStore profiles,
    ProfileCatalogue catalogue,
    ConfigurationStore configurations,
    NodeStore nodes,
    NodeRegistry registry,
    ServerKeys keys,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <summary>Brings a profile into force beside the others.</summary>
    /// <param name="mayReplace">False: a profile of this id must not be there.</param>
    public Task<IReadOnlyList<Problem>> PutAsync(
        Profile profile,
        bool mayReplace,
        Actor actor,
        CancellationToken cancel
    ) =>
        database.WriteAsync<IReadOnlyList<Problem>>(
            async unit =>
            {
                var present = await PresentAsync(unit);
                return !mayReplace && present.Any(p => p.Id == profile.Id)
                    ? [ProfileCommandProblems.Exists.At("id", profile.Id)]
                    : await ApplyAsync(unit, [.. present.Where(p => p.Id != profile.Id), profile], actor);
            },
            cancel
        );

    /// <summary>Makes the profiles exactly these.</summary>
    public Task<IReadOnlyList<Problem>> ReplaceAllAsync(
        IReadOnlyList<Profile> wanted,
        Actor actor,
        CancellationToken cancel
    ) => database.WriteAsync(unit => ApplyAsync(unit, wanted, actor), cancel);

    public Task<IReadOnlyList<Problem>> RemoveAsync(string id, Actor actor, CancellationToken cancel) =>
        database.WriteAsync<IReadOnlyList<Problem>>(
            async unit =>
            {
                var present = await PresentAsync(unit);
                return present.All(p => p.Id != id)
                    ? [ConfigurationProblems.UnknownProfile.At(id, "")]
                    : await ApplyAsync(unit, [.. present.Where(p => p.Id != id)], actor);
            },
            cancel
        );

    /// <summary>Within another unit of work: the first profile of a new installation.</summary>
    public async Task<IReadOnlyList<Problem>> ApplyAsync(IUnitOfWork unit, IReadOnlyList<Profile> wanted, Actor actor)
    {
        if (ProfileSetValidator.Validate(wanted) is { Count: > 0 } problems)
        {
            return problems;
        }

        var revisions = new NodeRevisions(unit, nodes, registry);
        var removal = new ConfigurationRemoval(unit, configurations, revisions, clock.GetUtcNow());
        var present = await profiles.ListAsync(unit);
        foreach (var gone in present.Where(p => wanted.All(w => w.Id != p.Profile.Id)))
        {
            await removal.RemoveAllAsync(
                await configurations.ListOfProfileAsync(unit, gone.Profile.Id),
                "profile removed"
            );
            await profiles.RemoveAsync(unit, gone.Profile.Id);
            await audit.AddAsync(unit, actor, "profile.remove", gone.Profile.Id);
        }

        foreach (var profile in wanted)
        {
            await PutAsync(unit, removal, present.FirstOrDefault(p => p.Profile.Id == profile.Id), profile, actor);
        }

        await catalogue.ChangedAsync(unit, clock.GetUtcNow());
        await revisions.RaiseServicesAsync();
        return [];
    }

    private async Task PutAsync(
        IUnitOfWork unit,
        ConfigurationRemoval removal,
        StoredProfile? before,
        Profile profile,
        Actor actor
    )
    {
        if (before is not null && ProfileText.Same(before.Profile, profile))
        {
            return;
        }

        if (before is not null)
        {
            // Addresses are written into the clients' files: when a pool moves, its files are void.
            var living = await configurations.ListOfProfileAsync(unit, profile.Id);
            await removal.RemoveAllAsync(
                living.Where(c => !StillFits(before.Profile, profile, c)),
                "addresses of the profile changed"
            );
        }

        var stored = await profiles.PutAsync(unit, profile, clock.GetUtcNow());
        foreach (var node in await nodes.ListAsync(unit))
        {
            await keys.EnsureAsync(unit, stored, node.Id);
        }

        await audit.AddAsync(unit, actor, before is null ? "profile.add" : "profile.change", profile.Id, profile);
    }

    private static bool StillFits(Profile before, Profile after, Configuration configuration) =>
        configuration.Protocol == Protocol.WireGuard
            ? (before.WireGuard, after.WireGuard) is ({ } oldWireGuard, { } newWireGuard)
                && oldWireGuard.Pool4.Equals(newWireGuard.Pool4)
                && oldWireGuard.Pool6.Equals(newWireGuard.Pool6)
            : (before.OpenVpn, after.OpenVpn) is ({ } oldOpenVpn, { } newOpenVpn)
                && oldOpenVpn.Pool4.Equals(newOpenVpn.Pool4)
                && oldOpenVpn.Pool6.Equals(newOpenVpn.Pool6)
                && ProfileSlots.PartsOf(oldOpenVpn) == ProfileSlots.PartsOf(newOpenVpn);

    private async Task<List<Profile>> PresentAsync(IUnitOfWork unit) =>
        [.. (await profiles.ListAsync(unit)).Select(stored => stored.Profile)];
}
