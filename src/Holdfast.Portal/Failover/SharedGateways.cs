using System.Net;
using Holdfast.Model.Failover;

namespace Holdfast.Portal.Failover;

/// <summary>What machines of a group should be told to watch: a machine that does not reach its gateway serves nobody. Pure.</summary>
public static class SharedGateways
{
    /// <summary>Of more, one is enough to be connected.</summary>
    private const int Most = 4;

    /// <param name="machines">The networks of each.</param>
    /// <returns>Those that at least two machines have: the others are a machine's own affair.</returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<IReadOnlyList<OwnNetwork>> machines) =>
        [
            .. machines
                .SelectMany(networks => networks.Select(network => network.Gateway).OfType<IPAddress>().Distinct())
                .GroupBy(gateway => gateway)
                .Where(gateways => gateways.Count() > 1 && !gateways.Key.IsIPv6LinkLocal)
                .Select(gateways => $"{gateways.Key}")
                .Order(StringComparer.Ordinal)
                .Take(Most),
        ];
}
