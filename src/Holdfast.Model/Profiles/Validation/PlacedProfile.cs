using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation;

/// <summary>A profile with the path under which its mistakes are reported.</summary>
/// <param name="Path">Such as <c>profiles[office]</c>, or <c>profiles[#2]</c> where the id does not tell which one is meant.</param>
/// <param name="Unread">Settings of which nothing is known.</param>
internal sealed record PlacedProfile(Profile Profile, string Path, UnreadPlaces Unread)
{
    public string At(string setting) => $"{Path}.{setting}";

    /// <summary>An element of a list, where it was written.</summary>
    public string At(string list, int index) => At($"{list}[{Unread.IndexIn(list, index)}]");

    /// <summary>All of these are what was written, and no default stands there or in them.</summary>
    public bool Knows(params ReadOnlySpan<string> settings)
    {
        foreach (var setting in settings)
        {
            if (Unread.Touch(setting))
            {
                return false;
            }
        }

        return true;
    }

    public static IReadOnlyList<PlacedProfile> All(IReadOnlyList<Profile> profiles, UnreadPlaces unread)
    {
        var clear = profiles
            .CountBy(p => p.Id)
            .Where(c => c.Value == 1 && c.Key.Length > 0)
            .Select(c => c.Key)
            .ToHashSet();
        return [.. profiles.Select((p, i) => Place(p, unread.IndexIn("", i), clear.Contains(p.Id), unread))];
    }

    private static PlacedProfile Place(Profile profile, int index, bool isClear, UnreadPlaces unread) =>
        new(profile, ProfilePath.Of(isClear ? profile.Id : $"#{index + 1}"), unread.Within($"[{index}]"));
}
