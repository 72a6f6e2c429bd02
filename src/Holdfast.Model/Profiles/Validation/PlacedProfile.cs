namespace Holdfast.Model.Profiles.Validation;

/// <summary>A profile with the path under which its mistakes are reported.</summary>
/// <param name="Path">Such as <c>profiles[office]</c>, or <c>profiles[#2]</c> where the id does not tell which one is meant.</param>
internal sealed record PlacedProfile(Profile Profile, string Path)
{
    public string At(string setting) => $"{Path}.{setting}";

    public static IReadOnlyList<PlacedProfile> All(IReadOnlyList<Profile> profiles)
    {
        var clear = profiles
            .CountBy(p => p.Id)
            .Where(c => c.Value == 1 && c.Key.Length > 0)
            .Select(c => c.Key)
            .ToHashSet();
        return
        [
            .. profiles.Select(
                (p, i) => new PlacedProfile(p, ProfilePath.Of(clear.Contains(p.Id) ? p.Id : $"#{i + 1}"))
            ),
        ];
    }
}
