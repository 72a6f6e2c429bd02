using System.Collections.Immutable;
using Holdfast.Data;
using Holdfast.Data.Configurations;
using Holdfast.Model.Addresses;
using Holdfast.Model.Placing;
using Holdfast.Model.Profiles;
using Holdfast.Portal.Features.Configurations;
using Holdfast.Portal.Features.Profiles;

namespace Holdfast.Portal.Nodes;

/// <summary>
/// Divides the WireGuard pool of a shared profile among its virtual addresses. Who has a part keeps its beginning: another address gets
/// the upper half of the largest part in which no client has an address there.
/// </summary>
public sealed class Division(PartStore store, ConfigurationStore configurations, TimeProvider clock)
{
    private static readonly ImmutableSortedDictionary<string, PoolSlice> Nothing = ImmutableSortedDictionary<
        string,
        PoolSlice
    >.Empty.WithComparers(StringComparer.Ordinal);

    /// <returns>Empty: the profile is not divided.</returns>
    public async Task<IReadOnlyList<ProfilePart>> OfAsync(IUnitOfWork unit, Profile profile) =>
        ProfileParts.AreIn(profile) ? ProfileParts.Of(profile, await PresentAsync(unit, profile)) : [];

    /// <returns>Of each profile that is divided, by its id.</returns>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<ProfilePart>>> AllAsync(
        IUnitOfWork unit,
        ProfileSet profiles
    )
    {
        var all = new Dictionary<string, IReadOnlyList<ProfilePart>>(StringComparer.Ordinal);
        foreach (var stored in profiles.All.Where(stored => ProfileParts.AreIn(stored.Profile)))
        {
            all[stored.Profile.Id] = await OfAsync(unit, stored.Profile);
        }

        return all;
    }

    /// <summary>The units for which no part would be left.</summary>
    /// <param name="isEmpty">Nobody has an address in the pool yet.</param>
    public async Task<IReadOnlyList<int>> WithoutRoomAsync(IUnitOfWork unit, Profile profile, bool isEmpty)
    {
        if (!ProfileParts.AreIn(profile))
        {
            return [];
        }

        var after = isEmpty
            ? Cut(profile, Nothing, ImmutableSortedDictionary<string, int>.Empty)
            : await CutAsync(unit, profile, await PresentAsync(unit, profile));
        return
        [
            .. profile
                .FurtherUnits.Select(further => further.Unit)
                .Where(further => !after.ContainsKey(ProfileParts.SliceOf(further))),
        ];
    }

    /// <summary>Brings the parts in line with the profile. Those who were in a part that is no more are cut off.</summary>
    /// <param name="carriers">The nodes of the profile.</param>
    /// <returns>How many configurations ended.</returns>
    public async Task<int> FollowAsync(
        IUnitOfWork unit,
        NodeRevisions revisions,
        Profile profile,
        IReadOnlyCollection<string> carriers
    )
    {
        var before = await PresentAsync(unit, profile);
        var after = await CutAsync(unit, profile, before);
        if (after.SequenceEqual(before))
        {
            return 0;
        }

        // The first has all again when the profile is no longer divided.
        var gone = before.Where(had => had.Key != ProfileParts.FirstSlice && !after.ContainsKey(had.Key));
        var ended = await EndAsync(unit, revisions, profile, [.. gone.Select(had => had.Value)]);
        await store.PutAsync(unit, profile.Id, after);
        foreach (var node in carriers)
        {
            await revisions.RaiseAsync(node, servicesChanged: true);
        }

        return ended;
    }

    private async Task<ImmutableSortedDictionary<string, PoolSlice>> PresentAsync(IUnitOfWork unit, Profile profile) =>
        (await store.OfProfileAsync(unit, profile.Id)).ToImmutableSortedDictionary(StringComparer.Ordinal);

    private async Task<ImmutableSortedDictionary<string, PoolSlice>> CutAsync(
        IUnitOfWork unit,
        Profile profile,
        ImmutableSortedDictionary<string, PoolSlice> before
    )
    {
        if (!ProfileParts.AreIn(profile))
        {
            return Nothing;
        }

        var isSettled = ProfileParts.SlicesOf(profile).Order(StringComparer.Ordinal).SequenceEqual(before.Keys);
        return Cut(
            profile,
            before,
            isSettled
                ? ImmutableSortedDictionary<string, int>.Empty
                : await HighestAsync(unit, profile, WithFirst(profile, before))
        );
    }

    private static ImmutableSortedDictionary<string, PoolSlice> Cut(
        Profile profile,
        ImmutableSortedDictionary<string, PoolSlice> before,
        ImmutableSortedDictionary<string, int> highest
    ) =>
        new PoolCut
        {
            Whole = WholeOf(profile),
            Present = WithFirst(profile, before),
            HighestSlot = highest,
        }.For(ProfileParts.SlicesOf(profile));

    /// <summary>Before it was divided, the first had all.</summary>
    private static ImmutableSortedDictionary<string, PoolSlice> WithFirst(
        Profile profile,
        ImmutableSortedDictionary<string, PoolSlice> before
    ) =>
        before.ContainsKey(ProfileParts.FirstSlice)
            ? before
            : before.SetItem(ProfileParts.FirstSlice, WholeOf(profile));

    private static PoolSlice WholeOf(Profile profile) =>
        PoolSlice.WholeOf(profile.WireGuard!.Pool4, profile.WireGuard.Pool6);

    private async Task<ImmutableSortedDictionary<string, int>> HighestAsync(
        IUnitOfWork unit,
        Profile profile,
        ImmutableSortedDictionary<string, PoolSlice> present
    )
    {
        var slots = (await LivingAsync(unit, profile)).Select(living => living.Slot).ToList();
        return present.ToImmutableSortedDictionary(
            part => part.Key,
            part => slots.Where(slot => IsIn(slot, part.Value)).DefaultIfEmpty(-1).Max(),
            StringComparer.Ordinal
        );
    }

    private async Task<int> EndAsync(
        IUnitOfWork unit,
        NodeRevisions revisions,
        Profile profile,
        IReadOnlyList<PoolSlice> gone
    )
    {
        if (gone.Count == 0)
        {
            return 0;
        }

        var removal = new ConfigurationRemoval(unit, configurations, revisions, clock.GetUtcNow());
        var living = await LivingAsync(unit, profile);
        return await removal.RemoveAllAsync(
            living.Where(one => gone.Any(slice => IsIn(one.Slot, slice))),
            "virtual address left the profile"
        );
    }

    private async Task<IEnumerable<Configuration>> LivingAsync(IUnitOfWork unit, Profile profile) =>
        (await configurations.ListOfProfileAsync(unit, profile.Id)).Where(one => one.Protocol == Protocol.WireGuard);

    private static bool IsIn(int slot, PoolSlice slice) => slot >= slice.First && slot < slice.First + slice.Size;
}
