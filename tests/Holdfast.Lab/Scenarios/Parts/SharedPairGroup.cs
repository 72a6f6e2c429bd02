using System.Net;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Networks;

namespace Holdfast.Lab.Scenarios.Parts;

/// <summary>The failover group of a <see cref="SharedPair"/>: one unit, outside and inside, and heartbeats on both networks.</summary>
internal static class SharedPairGroup
{
    private static readonly IPAddress OutsideLocal = IPAddress.Parse("fe80::200");

    public static FailoverGroup Of(Host one, Host two)
    {
        var (outside, inside) = NetworksOf(one);
        return new(
            [one, two],
            [outside, inside],
            [
                new(outside, SharedPair.Outside4),
                new(outside, SharedPair.Outside6),
                new(inside, SharedPair.Inside4),
                new(inside, SharedPair.Inside6),
            ]
        )
        {
            HasSecondPath = true,
        };
    }

    /// <summary>Without any IPv4. RFC 9568, 5.1.2.1: the first address of a unit is link-local, and so are the sources of heartbeats.</summary>
    public static async Task<FailoverGroup> OfIPv6Async(Host one, Host two)
    {
        var (outside, inside) = NetworksOf(one);
        return new(
            [one, two],
            [outside, inside],
            [new(outside, OutsideLocal), new(outside, SharedPair.Outside6), new(inside, SharedPair.Inside6)]
        )
        {
            HasSecondPath = true,
            SecondPathIsIPv6 = true,
            Sources = new Dictionary<string, IPAddress>(StringComparer.Ordinal)
            {
                [one.Name] = await one.LocalAddressAsync(outside),
                [two.Name] = await two.LocalAddressAsync(outside),
            },
        };
    }

    private static (Network Outside, Network Inside) NetworksOf(Host node) =>
        (node.Links[0].Network, node.Links[1].Network);
}
