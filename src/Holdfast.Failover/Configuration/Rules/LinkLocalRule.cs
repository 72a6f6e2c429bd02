using System.Net.Sockets;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Configuration.Rules;

/// <summary>RFC 9568, erratum 8300: the first address of a heartbeat over IPv6 is link-local, so each unit has one there.</summary>
internal sealed class LinkLocalRule : IGroupRule
{
    public IEnumerable<Problem> Check(FailoverFile file) =>
        Enumerable
            .Range(0, file.Group.Paths.Count)
            .Where(path => FamiliesRule.Of(file.Group, path) is [AddressFamily.InterNetworkV6])
            .SelectMany(path =>
                file.Group.Units.Where(Lacks)
                    .Select(unit => FamiliesRule.Wrong(path, $"The unit {unit.Vrid} has no link-local address."))
            );

    private static bool Lacks(UnitConfiguration unit) =>
        unit.Addresses.Any(one => one.Address.AddressFamily == AddressFamily.InterNetworkV6)
        && !unit.Addresses.Any(one => one.Address.IsIPv6LinkLocal);
}
