using Holdfast.Model.Addresses;
using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation.Rules;

/// <summary>Apps refuse anything but https for WireGuard inside TCP.</summary>
internal sealed class ProxyUrlRule : IProfileRule
{
    private const int LongestUrl = 500;

    public IEnumerable<Problem> Check(PlacedProfile placed)
    {
        if (placed.Profile.WireGuard?.ProxyUrl is { } url && !IsGood(url))
        {
            yield return ProfileProblems.InvalidProxyUrl.At(
                placed.At("wireGuard.proxyUrl"),
                $"\"{Shown.Text(url.OriginalString)}\"."
            );
        }
    }

    private static bool IsGood(Uri url) =>
        url.IsAbsoluteUri
        && url.Scheme == Uri.UriSchemeHttps
        && url.OriginalString.Length <= LongestUrl
        && url is { UserInfo: "", Query: "", Fragment: "" }
        && HostSyntax.IsHost(url.IdnHost);
}
