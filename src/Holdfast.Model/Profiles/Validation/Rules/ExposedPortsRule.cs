using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation.Rules;

internal sealed class ExposedPortsRule : IProfileRule
{
    public IEnumerable<Problem> Check(PlacedProfile placed)
    {
        if (
            placed.Knows("openVpn.udpPorts")
            && placed.Profile.OpenVpn is { UdpPorts.Count: 0, ExposedUdpPorts.Count: > 0 }
        )
        {
            yield return ProfileProblems.ExposedPorts.At(placed.At("openVpn.exposedUdpPorts"), "No UDP port listens.");
        }

        if (
            placed.Knows("openVpn.tcpPorts")
            && placed.Profile.OpenVpn is { TcpPorts.Count: 0, ExposedTcpPorts.Count: > 0 }
        )
        {
            yield return ProfileProblems.ExposedPorts.At(placed.At("openVpn.exposedTcpPorts"), "No TCP port listens.");
        }
    }
}
