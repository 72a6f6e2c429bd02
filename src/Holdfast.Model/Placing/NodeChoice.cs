using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Model.Placing;

/// <summary>
/// In which order nodes are tried for a client: first those that are meant for the client's network, the nearest match first, then
/// by clients for each unit of weight. A busy processor counts like less weight. Of equal nodes each portal has its own order
/// (rendezvous hashing): portals that do not yet know of each other's clients do not all send them to the same node.
/// </summary>
public static class NodeChoice
{
    /// <summary>So much of a node's weight a processor that is busy all the time takes away.</summary>
    private const double CpuShare = 0.9;

    private const int NoMatch = -1;

    /// <param name="client">Where the client's call comes from; null: not known.</param>
    /// <param name="portal">The id of the portal that asks.</param>
    public static IReadOnlyList<NodeCandidate> Order(
        IEnumerable<NodeCandidate> candidates,
        IPAddress? client,
        string portal
    ) =>
        [
            .. candidates
                .OrderByDescending(candidate => candidate.Weight > 0)
                .ThenByDescending(candidate => MatchOf(candidate, client))
                .ThenBy(Pressure)
                .ThenBy(candidate => RankOf(candidate.NodeId, portal)),
        ];

    private static int MatchOf(NodeCandidate candidate, IPAddress? client) =>
        candidate
            .Prefers.Where(network => client is not null && network.Contains(Plain(client)))
            .Select(network => network.PrefixLength)
            .DefaultIfEmpty(NoMatch)
            .Max();

    /// <summary>A socket for both families shows IPv4 addresses as IPv6.</summary>
    private static IPAddress Plain(IPAddress client) => client.IsIPv4MappedToIPv6 ? client.MapToIPv4() : client;

    /// <summary>As it would be with the client.</summary>
    private static double Pressure(NodeCandidate candidate) =>
        (candidate.Clients + 1) / (Math.Max(candidate.Weight, 1) * (1 - (CpuShare * Math.Clamp(candidate.Cpu, 0, 1))));

    private static ulong RankOf(string nodeId, string portal) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{portal}\n{nodeId}")));
}
