using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Holdfast.Failover.Configuration;
using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Members;
using Holdfast.Failover.Roles;

namespace Holdfast.Failover.Agent;

/// <summary>What a configuration means for one unit on this machine.</summary>
internal sealed record UnitPlan
{
    public required RoleConfig Role { get; init; }

    public required HeartbeatPolicy Policy { get; init; }

    /// <summary>Where the unit's addresses go.</summary>
    public required IReadOnlyList<(string Link, IPAddress Address)> Addresses { get; init; }

    public required IReadOnlyList<IPAddress> Reachable { get; init; }

    /// <param name="file">Without mistakes.</param>
    public static UnitPlan Of(FailoverFile file, UnitConfiguration unit)
    {
        var group = file.Group;
        var self = group.Members.Single(member => member.Id == file.Local.Member);
        ImmutableArray<MemberId> members = [.. group.Members.Select(member => new MemberId((byte)member.Id))];
        return new UnitPlan
        {
            Role = new RoleConfig
            {
                Self = new MemberId((byte)self.Id),
                Members = members,
                Priority = (byte)self.Priority,
                Interval = TimeSpan.FromMilliseconds(group.IntervalMilliseconds),
                Paths = group.Paths.Count,
                PrimaryAddresses = self.Addresses,
                SpeaksStatus = group.Authentication >= AuthenticationMode.Permissive,
                Preempts = group.Preempts,
                AllowsDegraded = group.AllowsDegraded,
                TestsIsolation = group.Reachable.Count > 0,
                HasWitness = group.Witness is not null,
                Patience = Patience(group),
            },
            Policy = new HeartbeatPolicy
            {
                Vrid = (byte)unit.Vrid,
                GroupId = group.Id,
                Self = new MemberId((byte)self.Id),
                Members = members,
                Mode = group.Authentication,
                Keys = group.Authentication == AuthenticationMode.Off ? null : Keys(group),
                UnicastPeers =
                [
                    .. group.Members.Where(member => member != self).SelectMany(member => member.Addresses),
                ],
                Checksum = group.Checksum,
            },
            Addresses = [.. unit.Addresses.Select(one => (file.Local.Links[one.Network], one.Address))],
            Reachable = group.Reachable,
        };
    }

    /// <summary>Short leases are asked for often, and given up not long before they end.</summary>
    private static RolePatience Patience(GroupConfiguration group) =>
        group.Witness?.Lease(group.IntervalMilliseconds) is { } lease
            ? new RolePatience { Witness = WitnessConfiguration.Retry(lease), LeaseMargin = lease / 7 }
            : new RolePatience();

    /// <summary>The first of them of IPv6 is link-local where there is one (RFC 9568, erratum 8300).</summary>
    public IReadOnlyList<IPAddress> Advertised(AddressFamily family) =>
        [
            .. Addresses
                .Select(one => one.Address)
                .Where(address => address.AddressFamily == family)
                .OrderByDescending(address => address.IsIPv6LinkLocal),
        ];

    public static HeartbeatKeys Keys(GroupConfiguration group) =>
        new(
            group.Keys.Select(key => new HeartbeatKey((byte)key.Id, Convert.FromBase64String(key.Secret))),
            (byte)group.ActiveKey
        );
}
