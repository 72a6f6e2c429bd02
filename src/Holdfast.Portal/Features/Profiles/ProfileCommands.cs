using Holdfast.Data;
using Holdfast.Data.Configurations;
using Holdfast.Data.Nodes;
using Holdfast.Data.Profiles;
using Holdfast.Data.Users;
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
    SliceStore slices,
    PartStore parts,
    UserStore users,
    NodeStore nodes,
    NodeRegistry registry,
    NodeConfirmation confirmation,
    Spread spread,
    Division division,
    ServerKeys keys,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <summary>Why configurations end whose owners may no longer use their profile; for the history.</summary>
    internal const string NotAllowed = "no longer allowed";

    /// <summary>Brings a profile into force beside the others. Configurations that it no longer allows end.</summary>
    /// <param name="read">What could not be read is said together with what is wrong with the rest.</param>
    /// <param name="mayReplace">False: a profile of this id must not be there.</param>
    public Task<Outcome<ProfilesChanged>> PutAsync(
        Reading<Profile> read,
        bool mayReplace,
        Actor actor,
        CancellationToken cancel
    ) =>
        read.Value is { } profile
            ? ConfirmedAsync(
                unit => ChangeAsync(unit, present => Beside(present, profile, read, mayReplace), actor),
                cancel
            )
            : Task.FromResult(Outcome<ProfilesChanged>.Failed(read.Problems));

    /// <summary>Makes the profiles exactly these.</summary>
    /// <param name="read">What could not be read is said together with what is wrong with the rest.</param>
    /// <param name="mayRemoveAll">False: an empty list is taken for a mistake where there are profiles.</param>
    public Task<Outcome<ProfilesChanged>> ReplaceAllAsync(
        Reading<IReadOnlyList<Profile>> read,
        bool mayRemoveAll,
        Actor actor,
        CancellationToken cancel
    ) =>
        read.Value is { } wanted
            ? ConfirmedAsync(
                unit => ChangeAsync(unit, present => InsteadOf(present, wanted, read, mayRemoveAll), actor),
                cancel
            )
            : Task.FromResult(Outcome<ProfilesChanged>.Failed(read.Problems));

    public Task<Outcome<ProfilesChanged>> RemoveAsync(string id, Actor actor, CancellationToken cancel) =>
        ConfirmedAsync(
            unit =>
                ChangeAsync(
                    unit,
                    present =>
                        present.All(p => p.Id != id)
                            ? Reading<IReadOnlyList<Profile>>.Nothing(ConfigurationProblems.UnknownProfile.At(id, ""))
                            : Reading<IReadOnlyList<Profile>>.Whole([.. present.Where(p => p.Id != id)]),
                    actor
                ),
            cancel
        );

    /// <summary>Within another unit of work: the first profile of a new installation.</summary>
    public Task<Outcome<ProfilesChanged>> ApplyAsync(IUnitOfWork unit, IReadOnlyList<Profile> wanted, Actor actor) =>
        ChangeAsync(unit, _ => Reading<IReadOnlyList<Profile>>.Whole(wanted), actor);

    /// <summary>Who asked is answered when those who were cut off are.</summary>
    private async Task<Outcome<ProfilesChanged>> ConfirmedAsync(
        Func<IUnitOfWork, Task<Outcome<ProfilesChanged>>> change,
        CancellationToken cancel
    )
    {
        var changed = await database.WriteAsync(change, cancel);
        if (changed.Value is { EndedConfigurations: > 0 })
        {
            await confirmation.WaitAsync(cancel);
        }

        return changed;
    }

    private async Task<Outcome<ProfilesChanged>> ChangeAsync(
        IUnitOfWork unit,
        Func<IReadOnlyList<Profile>, Reading<IReadOnlyList<Profile>>> choose,
        Actor actor
    )
    {
        // First, because it makes everybody wait who changes profiles or hands out configurations under them.
        await catalogue.ChangedAsync(unit, clock.GetUtcNow());
        var present = await profiles.ListAsync(unit);
        var wanted = choose([.. present.Select(stored => stored.Profile)]);
        IReadOnlyList<Problem> problems =
        [
            .. wanted.Problems,
            .. wanted.Value is { } set ? ProfileSetValidator.Validate(set, wanted.Unread) : [],
        ];
        problems = problems.Count > 0 ? problems : await WithoutRoomAsync(unit, present, wanted.Value!);
        return problems.Count > 0
            ? Outcome<ProfilesChanged>.Failed(problems)
            : new ProfilesChanged(await ChangeAsync(unit, present, wanted.Value!, actor));
    }

    /// <summary>A profile whose pool is another one has no client left when it is divided.</summary>
    private async Task<IReadOnlyList<Problem>> WithoutRoomAsync(
        IUnitOfWork unit,
        IReadOnlyList<StoredProfile> present,
        IReadOnlyList<Profile> wanted
    )
    {
        List<Problem> problems = [];
        foreach (var profile in wanted)
        {
            var isEmpty = !present.Any(had => HasSamePool(had.Profile, profile));
            foreach (var further in await division.WithoutRoomAsync(unit, profile, isEmpty))
            {
                var at = $"{ProfilePath.Of(profile.Id)}.furtherUnits";
                problems.Add(
                    ProfileCommandProblems.NoRoomForUnit.At(at, $"Unit {further}, {profile.WireGuard!.Pool4}.")
                );
            }
        }

        return problems;
    }

    private static bool HasSamePool(Profile had, Profile profile) =>
        had.Id == profile.Id
        && had.WireGuard is { } before
        && profile.WireGuard is { } after
        && before.Pool4.Equals(after.Pool4)
        && before.Pool6.Equals(after.Pool6);

    private async Task<int> ChangeAsync(
        IUnitOfWork unit,
        IReadOnlyList<StoredProfile> present,
        IReadOnlyList<Profile> wanted,
        Actor actor
    )
    {
        var revisions = new NodeRevisions(unit, nodes, registry);
        var removal = new ConfigurationRemoval(unit, configurations, revisions, clock.GetUtcNow());
        var ended = 0;
        foreach (var gone in present.Where(p => wanted.All(w => w.Id != p.Profile.Id)))
        {
            ended += await RemoveAsync(unit, removal, gone.Profile.Id, actor);
        }

        foreach (var profile in wanted)
        {
            var before = present.FirstOrDefault(p => p.Profile.Id == profile.Id);
            ended += await PutAsync(unit, removal, before, profile, actor);
        }

        ended += await spread.FollowAsync(unit, revisions);
        await revisions.RaiseServicesAsync();
        return ended;
    }

    private async Task<int> RemoveAsync(IUnitOfWork unit, ConfigurationRemoval removal, string id, Actor actor)
    {
        var living = await configurations.ListOfProfileAsync(unit, id);
        var ended = await removal.RemoveAllAsync(living, "profile removed");
        await slices.RemoveProfileAsync(unit, id);
        await parts.RemoveProfileAsync(unit, id);
        await profiles.RemoveAsync(unit, id);
        await audit.AddAsync(unit, actor, "profile.remove", id, new { EndedConfigurations = ended });
        return ended;
    }

    private async Task<int> PutAsync(
        IUnitOfWork unit,
        ConfigurationRemoval removal,
        StoredProfile? before,
        Profile profile,
        Actor actor
    )
    {
        if (before is not null && ProfileText.Same(before.Profile, profile))
        {
            return 0;
        }

        var stored = await profiles.PutAsync(unit, profile, clock.GetUtcNow());
        foreach (var node in await nodes.ListAsync(unit))
        {
            await keys.EnsureAsync(unit, stored, node.Id);
        }

        await audit.AddAsync(unit, actor, before is null ? "profile.add" : "profile.change", profile.Id, profile);
        return before is null ? 0 : await EndAsync(unit, removal, before.Profile, profile, actor);
    }

    /// <summary>Ends what the profile, as it is now, no longer allows; all else goes on.</summary>
    private async Task<int> EndAsync(
        IUnitOfWork unit,
        ConfigurationRemoval removal,
        Profile before,
        Profile after,
        Actor actor
    )
    {
        var living = await configurations.ListOfProfileAsync(unit, after.Id);
        var shutOut = ProfileChangeRules.ShutsOut(before, after) ? await ShutOutAsync(unit, after, living) : [];
        var ends = living
            .GroupBy(c => ProfileChangeRules.EndOf(before, after, c) ?? (shutOut.Contains(c.Id) ? NotAllowed : null))
            .Where(group => group.Key is not null);
        var ended = 0;
        foreach (var group in ends)
        {
            var count = await removal.RemoveAllAsync(group, group.Key!);
            await audit.AddAsync(unit, actor, "configuration.end", after.Id, new { Reason = group.Key, Count = count });
            ended += count;
        }

        return ended;
    }

    /// <summary>Those of people who are in none of the profile's groups.</summary>
    private async Task<HashSet<Guid>> ShutOutAsync(
        IUnitOfWork unit,
        Profile profile,
        IReadOnlyList<Configuration> living
    )
    {
        var shutOut = new HashSet<Guid>();
        foreach (var theirs in living.GroupBy(configuration => configuration.UserId))
        {
            var groups = theirs.Key is { } id ? (await users.FindAsync(unit, id))?.Groups ?? [] : [];
            if (!ProfileSet.IsOpenTo(profile, groups))
            {
                shutOut.UnionWith(theirs.Select(configuration => configuration.Id));
            }
        }

        return shutOut;
    }

    private static Reading<IReadOnlyList<Profile>> Beside(
        IReadOnlyList<Profile> present,
        Profile profile,
        Reading<Profile> read,
        bool mayReplace
    )
    {
        Profile[] others = [.. present.Where(p => p.Id != profile.Id)];
        return new(
            [.. others, profile],
            read.Unread.Under($"[{others.Length}]"),
            mayReplace || others.Length == present.Count
                ? read.Problems
                : [.. read.Problems, ProfileCommandProblems.Exists.At("id", profile.Id)]
        );
    }

    private static Reading<IReadOnlyList<Profile>> InsteadOf(
        IReadOnlyList<Profile> present,
        IReadOnlyList<Profile> wanted,
        Reading<IReadOnlyList<Profile>> read,
        bool mayRemoveAll
    ) =>
        wanted.Count == 0 && present.Count > 0 && !mayRemoveAll && !read.Unread.Touch("")
            ? read with
            {
                Problems =
                [
                    .. read.Problems,
                    ProfileCommandProblems.WouldRemoveAll.At("items", $"{present.Count} would be removed."),
                ],
            }
            : read;
}
