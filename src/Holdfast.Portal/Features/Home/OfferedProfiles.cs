using Holdfast.Model.Profiles;

namespace Holdfast.Portal.Features.Home;

/// <summary>A profile as the people who use it see it.</summary>
internal static class OfferedProfiles
{
    public static OfferedProfile View(Profile profile) =>
        new(
            profile.Id,
            profile.DisplayName,
            profile.DefaultGateway,
            profile.WireGuard is { Udp: true },
            profile.OpenVpn is not null
        )
        {
            NeedsSecondFactor = profile.SecondFactor,
        };
}
