using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Failover;

namespace Holdfast.Portal.Failover;

/// <summary>What the agent of each machine is told of a group. Pure.</summary>
public static class MachinePlans
{
    private const int HighestPriority = 200;
    private const int BetweenPriorities = 20;

    /// <param name="member">Whose agent it is for.</param>
    /// <param name="keys">Of heartbeats.</param>
    public static MachinePlan Of(
        CommittedGroup group,
        GroupMember member,
        Revision revision,
        IReadOnlyList<KeyPlan> keys
    ) =>
        new()
        {
            Managed = revision,
            Local = new LocalPlan(
                member.Id,
                group.Networks.ToDictionary(
                    network => network.Name,
                    network => network.Links[member.Id],
                    StringComparer.Ordinal
                ),
                []
            ),
            Group = new GroupPlan
            {
                Id = group.Id,
                Members = [.. group.Members.Select((one, index) => Member(group, one, index))],
                Paths = [.. group.Paths.Select(path => new PathPlan(path.Network, group.Options.Carrier))],
                Units = [.. group.Units.Select(unit => Unit(group, unit))],
                IntervalMilliseconds = group.Options.IntervalMilliseconds,
                Keys = keys,
                ActiveKey = GroupKeys.IdOf(KeyChange.KeysOf(group).Active),
                Preempts = group.Options.Preempts,
                Reachable = group.Options.Reachable,
                Witness = group.Options.Witness,
            },
        };

    private static MemberPlan Member(CommittedGroup group, GroupMember member, int index) =>
        new(
            member.Id,
            member.Node,
            HighestPriority - (index * BetweenPriorities),
            [.. group.Paths.Select(path => path.Addresses[member.Id])]
        );

    /// <summary>A heartbeat over IPv6 begins with a link-local address (RFC 9568, erratum 8300), which nobody should have to type.</summary>
    private static UnitPlan Unit(CommittedGroup group, GroupUnit unit)
    {
        IEnumerable<UnitAddressPlan> typed = unit.Addresses.Select(address => new UnitAddressPlan(
            group.Networks.First(network => network.Addresses.Contains(address)).Name,
            address
        ));
        var overIPv6 = group.Paths.FirstOrDefault(path =>
            path.Addresses.Values.All(address => address.AddressFamily == AddressFamily.InterNetworkV6)
        );
        var lacks = overIPv6 is not null && !unit.Addresses.Any(address => address.IsIPv6LinkLocal);
        return new UnitPlan(
            unit.Vrid,
            [
                .. typed,
                .. lacks ? [new UnitAddressPlan(overIPv6!.Network, LinkLocal(unit.Vrid))] : (UnitAddressPlan[])[],
            ]
        );
    }

    /// <summary>Of a unit; none that a machine makes from its Ethernet address.</summary>
    private static IPAddress LinkLocal(int vrid) =>
        IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"fe80::5e00:2:{vrid:x}"));
}
