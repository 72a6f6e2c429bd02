using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation.Rules;

internal sealed class SomeProtocolRule : IProfileRule
{
    public IEnumerable<Problem> Check(PlacedProfile placed)
    {
        if (placed.Knows("wireGuard", "openVpn") && placed.Profile is { WireGuard: null, OpenVpn: null })
        {
            yield return ProfileProblems.NoProtocol.At(placed.Path, "Nobody could connect.");
        }

        if (placed.Profile.WireGuard is { Udp: false, Tcp: false })
        {
            yield return ProfileProblems.NoWireGuardTransport.At(placed.At("wireGuard.udp"), "Nobody could connect.");
        }
    }
}
