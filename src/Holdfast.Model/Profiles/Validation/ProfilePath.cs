namespace Holdfast.Model.Profiles.Validation;

/// <summary>Paths of settings in problems: <c>profiles[office].wireGuard.pool4</c>.</summary>
public static class ProfilePath
{
    public static string Of(string profileId) => $"profiles[{profileId}]";

    /// <summary>The setting within the profile, or null when the path belongs to another profile or to none.</summary>
    public static string? SettingOf(string where, string profileId)
    {
        var prefix = Of(profileId) + ".";
        return where.StartsWith(prefix, StringComparison.Ordinal) ? where[prefix.Length..] : null;
    }
}
