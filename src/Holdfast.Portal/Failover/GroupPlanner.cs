using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Holdfast.Model.Failover;
using Holdfast.Model.Problems;

namespace Holdfast.Portal.Failover;

/// <summary>
/// Finds what an administrator need not say: ids, which interface of each machine carries an address, and each machine's own address for
/// heartbeats. Pure.
/// </summary>
/// <param name="existing">Ids and places of it go on; null: there is none.</param>
public sealed class GroupPlanner(GroupDraft draft, CommittedGroup? existing, IReadOnlyList<MachineNetworks> machines)
{
    /// <summary>Not 1, which many routers have.</summary>
    private const int FirstVrid = 51;

    private readonly List<GroupRow> _rows = [];

    /// <param name="newId">For a group that is not there yet.</param>
    /// <returns>The group, and what was looked at; null: some row is bad.</returns>
    public (CommittedGroup? Group, IReadOnlyList<GroupRow> Rows) Plan(Guid newId)
    {
        var members = Members();
        var places = draft
            .Units.SelectMany(unit => unit.Addresses)
            .Distinct()
            .Select(address => (Address: address, Places: PlacesOf(address, members)))
            .ToList();
        if (_rows.Any(row => !row.IsGood))
        {
            return (null, _rows);
        }

        var networks = Networks(places!);
        var paths = Paths(networks, members);
        if (paths.Count == 0)
        {
            _rows.Add(GroupRow.Of(null, "heartbeats", FailoverProblems.NoPath.At("", "")));
            return (null, _rows);
        }

        return (
            new CommittedGroup
            {
                Id = existing?.Id ?? newId,
                Members = members,
                LastMember = Math.Max(existing?.LastMember ?? 0, members.Max(member => member.Id)),
                Units = Units(),
                Networks = networks,
                Paths = paths,
                Options = draft.Options,
                Keys = existing?.Keys,
            },
            _rows
        );
    }

    private List<GroupMember> Members()
    {
        var last = existing?.LastMember ?? 0;
        List<GroupMember> members = [];
        foreach (var node in draft.Nodes)
        {
            var known = existing?.Members.FirstOrDefault(member => member.Node == node);
            members.Add(known ?? new GroupMember(++last <= 255 ? last : FreeId(members), node));
        }

        return members;
    }

    /// <summary>After 255 members, ids of those that left long ago are given again.</summary>
    private int FreeId(List<GroupMember> members) =>
        Enumerable.Range(1, 255).First(id => (existing?.Members ?? []).Concat(members).All(member => member.Id != id));

    private List<GroupUnit> Units()
    {
        var taken = draft.Units.Select(unit => unit.Vrid ?? Known(unit)?.Vrid).OfType<int>().ToHashSet();
        List<GroupUnit> units = [];
        HashSet<int> given = [];
        foreach (var unit in draft.Units)
        {
            var known = unit.Vrid ?? Known(unit)?.Vrid;
            var vrid = known is { } one && given.Add(one) ? one : Free(taken, given);
            units.Add(new GroupUnit(vrid, unit.Name.Length > 0 ? unit.Name : $"{unit.Addresses[0]}", unit.Addresses));
        }

        return units;
    }

    private static int Free(HashSet<int> taken, HashSet<int> given)
    {
        var vrid = Enumerable.Range(FirstVrid, 205).First(one => !taken.Contains(one) && !given.Contains(one));
        given.Add(vrid);
        return vrid;
    }

    private GroupUnit? Known(UnitDraft unit) =>
        existing?.Units.FirstOrDefault(known => known.Addresses.Intersect(unit.Addresses).Any());

    /// <summary>The interface of each member, in the order of the members; null where there is none, which is said.</summary>
    private IReadOnlyList<string?> PlacesOf(IPAddress address, List<GroupMember> members) =>
        [.. members.Select(member => PlaceOf(address, member))];

    private string? PlaceOf(IPAddress address, GroupMember member)
    {
        var own = machines.FirstOrDefault(machine => machine.Node == member.Node)?.Networks;
        if (own is null)
        {
            return Remembered(address, member);
        }

        if (own.Any(network => network.Address.Equals(address)))
        {
            Add(member, address, FailoverProblems.OwnAddress.At($"{address}", $"{member.Node} has it."));
            return null;
        }

        var given = draft.Options.Links.FirstOrDefault(one => one.Node == member.Node && one.Address.Equals(address));
        var link = given is not null
            ? own.FirstOrDefault(network => network.Link == given.Link)?.Link
            : own.FirstOrDefault(network => network.Covers(address))?.Link;
        if (link is null)
        {
            Add(member, address, FailoverProblems.OutsideNetwork.At($"{address}", Has(member, own, given)));
        }

        return link;
    }

    private static string Has(GroupMember member, IReadOnlyList<OwnNetwork> own, GivenLink? given) =>
        given is not null ? $"{member.Node} has no interface {given.Link} with an address."
        : own.Count == 0 ? $"{member.Node} is in no network."
        : $"{member.Node} has {string.Join(", ", own.Select(one => $"{one.Address}/{one.PrefixLength} on {one.Link}"))}.";

    /// <summary>A member that is away now goes on where it was.</summary>
    private string? Remembered(IPAddress address, GroupMember member)
    {
        var link = existing
            ?.Networks.FirstOrDefault(network => network.Addresses.Contains(address))
            ?.Links.GetValueOrDefault(member.Id);
        if (link is null)
        {
            Add(member, address, FailoverProblems.MachineAway.At(member.Node, $"Where {address} goes is not known."));
        }

        return link;
    }

    /// <summary>Addresses that are on the same interface everywhere are in one network.</summary>
    private List<GroupNetwork> Networks(List<(IPAddress Address, IReadOnlyList<string?> Places)> places)
    {
        var members = Members();
        return
        [
            .. places
                .GroupBy(one => string.Join('\n', one.Places), StringComparer.Ordinal)
                .Select(
                    (group, index) =>
                        new GroupNetwork(
                            string.Create(CultureInfo.InvariantCulture, $"n{index + 1}"),
                            members.Zip(group.First().Places).ToDictionary(pair => pair.First.Id, pair => pair.Second!),
                            [.. group.Select(one => one.Address)]
                        )
                ),
        ];
    }

    /// <summary>One or two, of a family of which every unit has an address.</summary>
    private List<GroupPath> Paths(List<GroupNetwork> networks, List<GroupMember> members)
    {
        AddressFamily[] families = [AddressFamily.InterNetwork, AddressFamily.InterNetworkV6];
        var possible = families.Where(family =>
            draft.Units.All(unit => unit.Addresses.Any(address => address.AddressFamily == family))
        );
        return
        [
            .. possible
                .Select(family =>
                    networks.Select(network => PathIn(network, family, members)).OfType<GroupPath>().Take(2).ToList()
                )
                .OrderByDescending(paths => paths.Count)
                .FirstOrDefault([]),
        ];
    }

    private GroupPath? PathIn(GroupNetwork network, AddressFamily family, List<GroupMember> members)
    {
        var own = members.ToDictionary(
            member => member.Id,
            member => OwnIn(network, family, member) ?? RememberedIn(network, family, member)
        );
        return own.Values.All(address => address is not null)
            ? new GroupPath(network.Name, own.ToDictionary(one => one.Key, one => one.Value!))
            : null;
    }

    private IPAddress? OwnIn(GroupNetwork network, AddressFamily family, GroupMember member)
    {
        var own = (machines.FirstOrDefault(machine => machine.Node == member.Node)?.Networks ?? [])
            .Where(one => one.Link == network.Links[member.Id] && one.Address.AddressFamily == family)
            .ToList();
        return own.Find(one => network.Addresses.Any(one.Covers))?.Address ?? own.FirstOrDefault()?.Address;
    }

    private IPAddress? RememberedIn(GroupNetwork network, AddressFamily family, GroupMember member) =>
        existing
            ?.Paths.Where(path =>
                existing
                    .Networks.FirstOrDefault(known => known.Name == path.Network)
                    ?.Links.GetValueOrDefault(member.Id) == network.Links[member.Id]
            )
            .Select(path => path.Addresses.GetValueOrDefault(member.Id))
            .FirstOrDefault(address => address?.AddressFamily == family);

    private void Add(GroupMember member, IPAddress address, Problem bad) =>
        _rows.Add(GroupRow.Of(member.Node, $"{address}", bad));
}
