using System.Net;
using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation.Rules;

/// <summary>No two servers of a node listen on the same port of the same transport.</summary>
internal sealed class DistinctPortsRule : IProfileSetRule
{
    public IEnumerable<Problem> Check(IReadOnlyList<PlacedProfile> placed)
    {
        Listener[] listeners = [.. placed.SelectMany(Listeners)];
        return listeners
            .Index()
            .SelectMany(one =>
                listeners
                    .Take(one.Index)
                    .Where(other => Collide(one.Item, other))
                    .Take(1)
                    .Select(other => (one.Item, other))
            )
            .Select(pair =>
                ProfileProblems.PortTwice.At(
                    pair.Item.Path,
                    $"{pair.Item.Transport.ToString().ToUpperInvariant()} port {pair.Item.Port} is that of {pair.other.Path}."
                )
            );
    }

    private static IEnumerable<Listener> Listeners(PlacedProfile placed)
    {
        if (!placed.Knows("nodes"))
        {
            yield break;
        }

        var nodes = placed.Profile.Nodes;
        if (placed.Profile.WireGuard is { } wireGuard && placed.Knows("wireGuard.port"))
        {
            yield return new(placed.At("wireGuard.port"), Transport.Udp, wireGuard.Port, Address: null, nodes);
        }

        foreach (var (index, further) in placed.Profile.FurtherUnits.Index())
        {
            var setting = $"furtherUnits[{placed.Unread.IndexIn("furtherUnits", index)}].port";
            if (placed.Knows(setting))
            {
                yield return new(placed.At(setting), Transport.Udp, further.Port, Address: null, nodes);
            }
        }

        if (placed.Profile.OpenVpn is not { } openVpn || !placed.Knows("openVpn.listenAddress"))
        {
            yield break;
        }

        foreach (var (index, port) in Known(placed, "openVpn.udpPorts", openVpn.UdpPorts))
        {
            yield return new(placed.At("openVpn.udpPorts", index), Transport.Udp, port, openVpn.ListenAddress, nodes);
        }

        foreach (var (index, port) in Known(placed, "openVpn.tcpPorts", openVpn.TcpPorts))
        {
            yield return new(placed.At("openVpn.tcpPorts", index), Transport.Tcp, port, openVpn.ListenAddress, nodes);
        }
    }

    /// <summary>Without the default that stands for a list which could not be read.</summary>
    private static IEnumerable<(int Index, int Port)> Known(
        PlacedProfile placed,
        string list,
        IReadOnlyList<int> ports
    ) => placed.Knows(list) ? ports.Index() : [];

    private static bool Collide(Listener a, Listener b) =>
        a.Transport == b.Transport
        && a.Port == b.Port
        && ShareNode(a.Nodes, b.Nodes)
        && ShareAddress(a.Address, b.Address);

    /// <summary>An empty list stands for all nodes.</summary>
    private static bool ShareNode(IReadOnlyList<string> a, IReadOnlyList<string> b) =>
        a.Count == 0 || b.Count == 0 || a.Intersect(b, StringComparer.Ordinal).Any();

    private static bool ShareAddress(IPAddress? a, IPAddress? b) => IsAny(a) || IsAny(b) || a!.Equals(b);

    private static bool IsAny(IPAddress? address) =>
        address is null || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private readonly record struct Listener(
        string Path,
        Transport Transport,
        int Port,
        IPAddress? Address,
        IReadOnlyList<string> Nodes
    );
}
