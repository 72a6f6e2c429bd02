using Holdfast.Model.Addresses;
using Holdfast.Model.Profiles;

namespace Holdfast.Model.Placing;

/// <summary>
/// A shared profile with several virtual addresses is divided: each has its part of the clients and of the WireGuard pool, so that each
/// can be served by another node.
/// </summary>
public static class ProfileParts
{
    /// <summary>No profile and no node can have it in its name.</summary>
    private const char Mark = '@';

    /// <summary>The slice of the first part, whatever its unit: to name another one moves no client.</summary>
    public const string FirstSlice = "@";

    public static bool AreIn(Profile profile) =>
        profile is { Placement: Placement.Shared, Unit: not null, WireGuard: not null, FurtherUnits.Count: > 0 };

    /// <summary>Under which the slice of a further part is kept.</summary>
    public static string SliceOf(int unit) => $"{Mark}{unit}";

    /// <summary>Under which nodes run a further part.</summary>
    public static string ServiceId(string profileId, int unit) => $"{profileId}{Mark}{unit}";

    /// <summary>The profile to which a service belongs.</summary>
    public static string ProfileOf(string serviceId) =>
        serviceId.IndexOf(Mark) is var at and >= 0 ? serviceId[..at] : serviceId;

    /// <returns>The slices that the parts need; empty: the profile is not divided.</returns>
    public static IReadOnlyList<string> SlicesOf(Profile profile) =>
        AreIn(profile) ? [FirstSlice, .. profile.FurtherUnits.Select(further => SliceOf(further.Unit))] : [];

    /// <param name="slices">As they are kept. A part without one is left out.</param>
    /// <returns>The first part first; empty: the profile is not divided.</returns>
    public static IReadOnlyList<ProfilePart> Of(Profile profile, IReadOnlyDictionary<string, PoolSlice> slices) =>
        AreIn(profile) && slices.TryGetValue(FirstSlice, out var first)
            ?
            [
                new ProfilePart(
                    profile.Id,
                    profile.Unit!.Value,
                    profile.HostName!,
                    profile.WireGuard!.ExposedPort ?? profile.WireGuard.Port,
                    first,
                    IsFirst: true
                ),
                .. profile
                    .FurtherUnits.Where(further => slices.ContainsKey(SliceOf(further.Unit)))
                    .Select(further => new ProfilePart(
                        ServiceId(profile.Id, further.Unit),
                        further.Unit,
                        further.HostName,
                        further.Port,
                        slices[SliceOf(further.Unit)],
                        IsFirst: false
                    )),
            ]
            : [];
}
