using System.Net;
using System.Net.Sockets;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Configuration.Rules;

/// <summary>A virtual address is one of a host, stands once, and is no member's own.</summary>
internal sealed class UnitAddressesRule : IGroupRule
{
    public IEnumerable<Problem> Check(FailoverFile file)
    {
        var taken = file.Group.Members.SelectMany(member => member.Addresses).ToHashSet();
        return file.Group.Units.SelectMany(
            (unit, i) =>
                unit.Addresses.SelectMany((one, j) => Check(file, taken, one, $"group.units[{i}].addresses[{j}]"))
        );
    }

    private static IEnumerable<Problem> Check(
        FailoverFile file,
        HashSet<IPAddress> taken,
        UnitAddress one,
        string where
    )
    {
        if (!file.Local.Links.ContainsKey(one.Network))
        {
            yield return Networks.Unknown($"{where}.network", one.Network);
        }

        if (!taken.Add(one.Address))
        {
            yield return ConfigurationProblems.UnitsWrong.At(
                $"{where}.address",
                $"{one.Address} stands twice, or is a member's own."
            );
        }

        if (IsNoHost(one.Address))
        {
            yield return ConfigurationProblems.UnitsWrong.At(
                $"{where}.address",
                $"{one.Address} is no address of a host."
            );
        }
    }

    private static bool IsNoHost(IPAddress address) =>
        address.Equals(IPAddress.Any)
        || address.Equals(IPAddress.IPv6Any)
        || IPAddress.IsLoopback(address)
        || address.IsIPv6Multicast
        || (address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes()[0] >= 224);
}
