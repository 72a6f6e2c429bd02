using System.Collections.Frozen;
using Holdfast.Data.Profiles;
using Holdfast.Model.Profiles;

namespace Holdfast.Portal.Features.Profiles;

/// <summary>All profiles as they stand in the database at one moment.</summary>
public sealed class ProfileSet(IReadOnlyList<StoredProfile> profiles)
{
    private readonly FrozenDictionary<string, StoredProfile> _byId = profiles.ToFrozenDictionary(
        p => p.Profile.Id,
        StringComparer.Ordinal
    );

    /// <summary>The most important first, then by name.</summary>
    public IReadOnlyList<StoredProfile> All { get; } =
    [.. profiles.OrderByDescending(p => p.Profile.Priority).ThenBy(p => p.Profile.DisplayName, StringComparer.Ordinal)];

    public StoredProfile? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>What somebody in these groups is offered.</summary>
    public IEnumerable<StoredProfile> OfferedTo(IReadOnlyCollection<string> groups) =>
        All.Where(p => MayUse(p.Profile, groups));

    /// <summary>Whether anything that somebody in these groups is offered needs a second factor.</summary>
    public bool NeedSecondFactorOf(IReadOnlyCollection<string> groups) =>
        OfferedTo(groups).Any(p => p.Profile.SecondFactor);

    /// <summary>Not hidden, and open to everybody or to one of the groups.</summary>
    public static bool MayUse(Profile profile, IReadOnlyCollection<string> groups) =>
        !profile.Hidden && IsOpenTo(profile, groups);

    /// <summary>Also when it is hidden: then nothing new begins, and what there is goes on.</summary>
    public static bool IsOpenTo(Profile profile, IReadOnlyCollection<string> groups) =>
        profile.AllowedGroups is not { } allowed || allowed.Any(groups.Contains);
}
