using System.Net;
using System.Net.Sockets;
using Holdfast.Model.Addresses;
using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation.Rules;

/// <summary>Each pool is of its family, of a sensible size, and of addresses that hosts may have.</summary>
internal sealed class PoolRule : IProfileRule
{
    /// <summary>This host, loopback, link-local, multicast, reserved; and their like in IPv6 (RFC 6890).</summary>
    private static readonly IPNetwork[] Unusable =
    [
        .. new[] { "0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4" }.Select(IPNetwork.Parse),
        .. new[] { "::/96", "::ffff:0:0/96", "fe80::/10", "ff00::/8" }.Select(IPNetwork.Parse),
    ];

    public IEnumerable<Problem> Check(PlacedProfile placed) => ProfilePool.Of(placed).SelectMany(Check);

    private static IEnumerable<Problem> Check(ProfilePool pool)
    {
        if (pool.Network.BaseAddress.AddressFamily != pool.Family)
        {
            return [ProfileProblems.WrongFamily.At(pool.Path, $"{pool.Network}.")];
        }

        if (!HasGoodSize(pool))
        {
            return [ProfileProblems.PoolSize.At(pool.Path, $"{pool.Network}.")];
        }

        return Unusable.Any(range => PrefixArithmetic.Overlap(range, pool.Network))
            ? [ProfileProblems.PoolNotUsable.At(pool.Path, $"{pool.Network}.")]
            : [];
    }

    private static bool HasGoodSize(ProfilePool pool) =>
        pool.Family == AddressFamily.InterNetwork
            ? pool.Network.PrefixLength is >= Limits.ShortestPrefix4 and <= Limits.LongestPrefix4
            : pool.Network.PrefixLength is >= Limits.ShortestPrefix6 and <= Limits.LongestPrefix6;
}
