using Holdfast.Model.Profiles;

namespace Holdfast.Model.ClientFiles;

internal static class HeaderLines
{
    public static IEnumerable<string> Of(FileHeader? header, Profile profile) =>
        header is null
            ? []
            :
            [
                $"# Portal: {header.Portal.AbsoluteUri}",
                $"# Profile: {profile.DisplayName} ({profile.Id})",
                $"# Expires: {header.ExpiresAt.ToUniversalTime():yyyy-MM-dd'T'HH:mm:sszzz}",
                "",
            ];
}
