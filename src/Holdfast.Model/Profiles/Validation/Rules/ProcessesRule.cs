using System.Numerics;
using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation.Rules;

/// <summary>The OpenVPN ports are as many as the pools can be cut into equal parts, and the parts are large enough.</summary>
internal sealed class ProcessesRule : IProfileRule
{
    public IEnumerable<Problem> Check(PlacedProfile placed) =>
        placed.Profile.OpenVpn is { } options && placed.Knows("openVpn.udpPorts", "openVpn.tcpPorts")
            ? Check(options, placed)
            : [];

    private static IEnumerable<Problem> Check(OpenVpnOptions options, PlacedProfile placed)
    {
        var count = options.UdpPorts.Count + options.TcpPorts.Count;
        if (!BitOperations.IsPow2(count) || count > Limits.MostProcesses)
        {
            yield return ProfileProblems.ProcessCount.At(placed.At("openVpn.udpPorts"), $"There are {count}.");
        }
        else if (
            placed.Knows("openVpn.pool4")
            && options.Pool4.PrefixLength + BitOperations.Log2((uint)count) > Limits.LongestProcessPrefix4
        )
        {
            yield return ProfileProblems.PoolTooSmall.At(
                placed.At("openVpn.pool4"),
                $"{options.Pool4} for {count} processes."
            );
        }
    }
}
