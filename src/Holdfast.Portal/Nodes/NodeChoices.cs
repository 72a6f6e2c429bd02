using System.Net;
using Holdfast.Data;
using Holdfast.Data.Configurations;
using Holdfast.Data.Nodes;
using Holdfast.Data.Profiles;
using Holdfast.Model.Addresses;
using Holdfast.Model.Placing;
using Holdfast.Model.Profiles;
using Holdfast.Portal.Portals;

namespace Holdfast.Portal.Nodes;

/// <summary>Which nodes can take a client now, as far as this portal sees, and which addresses each may give.</summary>
public sealed class NodeChoices(
    NodeStore nodes,
    SliceStore slices,
    ConfigurationStore configurations,
    Division division,
    NodeRegistry registry,
    ThisPortal portal
)
{
    /// <summary>In the order in which they are to be tried: linked, with a data plane that works, not draining, with addresses.</summary>
    public async Task<IReadOnlyList<ChosenNode>> OrderAsync(
        IUnitOfWork unit,
        StoredProfile stored,
        ProtocolTransport choice,
        IPAddress? client
    )
    {
        var present = (await nodes.ListAsync(unit)).ToDictionary(node => node.Id, StringComparer.Ordinal);
        var carriers = present.Values.Where(node => ServiceCatalogue.IsOn(stored, node.Id)).Select(node => node.Id);
        if (choice.Protocol == Protocol.WireGuard && await division.OfAsync(unit, stored.Profile) is [_, ..] parts)
        {
            return await OfPartsAsync(
                unit,
                stored.Profile,
                choice,
                client,
                parts,
                [.. carriers.Select(id => present[id])]
            );
        }

        var ranges = await RangesAsync(unit, stored.Profile, choice.Protocol, [.. carriers]);
        var able = ranges.Keys.Where(id =>
            present[id].DrainingSince is null && registry[id].Carries(stored.Profile, choice)
        );
        return
        [
            .. NodeChoice
                .Order(able.Select(id => CandidateOf(present[id])), client, portal.Id)
                // Of nodes that share an address, clients come to the one that has it.
                .OrderByDescending(candidate => registry[candidate.NodeId].IsActiveFor(stored.Profile.Unit))
                .Select(candidate => new ChosenNode(
                    candidate.NodeId,
                    ranges[candidate.NodeId],
                    [.. PlacesOf(candidate)]
                )),
        ];

        // WireGuard has no way to try another node, so a peer is on one, unless all nodes have the same key; an OpenVPN client finds
        // its way alone.
        IEnumerable<string> PlacesOf(NodeCandidate candidate) =>
            choice.Protocol == Protocol.OpenVpn || stored.Profile.Placement == Placement.Shared
                ? ranges.Keys
                : [candidate.NodeId];
    }

    /// <summary>
    /// Of the virtual addresses of a divided profile first those that a node has, in the order of these nodes; of several at one node the
    /// one with the fewest clients. Counted are those in the database: what a node says of its own is that of a moment ago, and of none
    /// that another portal has just sent there.
    /// </summary>
    private async Task<IReadOnlyList<ChosenNode>> OfPartsAsync(
        IUnitOfWork unit,
        Profile profile,
        ProtocolTransport choice,
        IPAddress? client,
        IReadOnlyList<ProfilePart> parts,
        IReadOnlyList<Node> carriers
    )
    {
        string[] places = [.. carriers.Select(node => node.Id)];
        var clients = new Dictionary<ProfilePart, int>();
        foreach (var part in parts)
        {
            clients[part] = await configurations.CountInAsync(unit, RangeOf(profile, part));
        }

        var candidates = carriers
            .Where(node => node.DrainingSince is null)
            .Select(node => new NodeCandidate(node.Id, node.Weight, ClientsOf(node), Cpu: 0, node.ClientNetworks));
        var able = NodeChoice.Order(candidates, client, portal.Id).Select(candidate => candidate.NodeId).ToList();

        return
        [
            .. parts
                .SelectMany(part => able.Select((node, order) => (Part: part, Node: node, Order: order)))
                .Where(one => registry[one.Node].Carries(profile, choice, one.Part.ServiceId))
                .OrderByDescending(one => registry[one.Node].IsActiveFor(one.Part.Unit))
                .ThenBy(one => one.Order)
                .ThenBy(one => clients[one.Part])
                .Select(one => new ChosenNode(one.Node, RangeOf(profile, one.Part), places) { Part = one.Part }),
        ];

        int ClientsOf(Node node) =>
            parts.Where(part => registry[node.Id].IsActiveFor(part.Unit)).Sum(part => clients[part]);
    }

    private static SlotRange RangeOf(Profile profile, ProfilePart part) =>
        new(
            profile.Id,
            Protocol.WireGuard,
            part.IsFirst ? ProfileParts.FirstSlice : ProfileParts.SliceOf(part.Unit),
            part.Slice.First,
            part.Slice.Slots
        );

    private NodeCandidate CandidateOf(Node node)
    {
        var state = registry[node.Id];
        return new(node.Id, node.Weight, state.Clients, state.Status?.Machine?.CpuLoad ?? 0, node.ClientNetworks);
    }

    /// <summary>The slots from which each node's clients get theirs; nodes that have none are left out.</summary>
    private async Task<Dictionary<string, SlotRange>> RangesAsync(
        IUnitOfWork unit,
        Profile profile,
        Protocol protocol,
        IReadOnlyList<string> carriers
    )
    {
        if (profile.Placement == Placement.Shared || (protocol == Protocol.OpenVpn && profile.Masquerade))
        {
            var whole = CommonRange(profile, protocol, WholeOf(profile, protocol).Slots);
            return carriers.ToDictionary(id => id, _ => whole, StringComparer.Ordinal);
        }

        var parts = await slices.OfProfileAsync(unit, profile.Id, protocol);
        var holders = carriers.Where(parts.ContainsKey).ToList();
        var common = holders.Select(id => parts[id].Slots).DefaultIfEmpty(0).Min();
        return holders.ToDictionary(
            id => id,
            id =>
                protocol == Protocol.OpenVpn
                    ? CommonRange(profile, protocol, common)
                    : new(profile.Id, protocol, id, parts[id].First, parts[id].Slots),
            StringComparer.Ordinal
        );
    }

    /// <summary>One cursor for all nodes, since a slot counts on all of them.</summary>
    private static SlotRange CommonRange(Profile profile, Protocol protocol, int slots) =>
        new(profile.Id, protocol, NodeId: "", 0, slots);

    private static PoolSlice WholeOf(Profile profile, Protocol protocol) =>
        protocol == Protocol.OpenVpn
            ? OpenVpnParts.WholeOf(profile.OpenVpn!)
            : PoolSlice.WholeOf(profile.WireGuard!.Pool4, profile.WireGuard.Pool6);
}

/// <param name="Slots">From which the client gets its slot.</param>
/// <param name="Places">The nodes on which the configuration is to be live, this one among them.</param>
public sealed record ChosenNode(string NodeId, SlotRange Slots, IReadOnlyList<string> Places)
{
    /// <summary>Of a profile that is divided; null: it is not.</summary>
    public ProfilePart? Part { get; init; }
}
