using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Holdfast.Model.Addresses;

namespace Holdfast.Model.Tests.Addresses;

public sealed class PrefixArithmeticTests
{
    [Theory]
    [InlineData("10.0.0.0/8", "10.1.0.0/16", true)]
    [InlineData("10.1.0.0/16", "10.0.0.0/8", true)]
    [InlineData("10.0.0.0/24", "10.0.1.0/24", false)]
    [InlineData("0.0.0.0/0", "::/0", false)]
    [InlineData("fd00::/64", "fd00::8000/113", true)]
    [InlineData("fd00::/64", "fd00:0:0:1::/64", false)]
    [InlineData("fd43::/64", "::ffff:0:0/96", false)]
    [InlineData("10.0.0.0/8", "::ffff:0:0/96", false)]
    public void Overlap_TwoNetworks_SameInBothDirections(string a, string b, bool expected)
    {
        Assert.Equal(expected, PrefixArithmetic.Overlap(IPNetwork.Parse(a), IPNetwork.Parse(b)));
        Assert.Equal(expected, PrefixArithmetic.Overlap(IPNetwork.Parse(b), IPNetwork.Parse(a)));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("10.0.0.0/25 10.0.0.128/25", "10.0.0.0/24")]
    [InlineData("10.0.0.128/25 10.0.0.0/24", "10.0.0.0/24")]
    [InlineData("10.0.1.0/24 10.0.2.0/24", "10.0.1.0/24 10.0.2.0/24")]
    [InlineData("::/1 8000::/1 128.0.0.0/1 0.0.0.0/1", "0.0.0.0/0 ::/0")]
    [InlineData("255.255.255.255/32 ::/128", "255.255.255.255/32 ::/128")]
    public void Merge_Networks_FewestInOrder(string networks, string expected) =>
        Assert.Equal(expected, Text(PrefixArithmetic.Merge(Networks(networks))));

    [Theory]
    [InlineData("0.0.0.0/0 ::/0", "", "0.0.0.0/0 ::/0")]
    [InlineData("10.0.0.0/24", "10.0.0.0/24", "")]
    [InlineData("10.0.0.0/24", "0.0.0.0/0", "")]
    [InlineData("10.0.0.0/24", "10.0.0.64/26", "10.0.0.0/26 10.0.0.128/25")]
    [InlineData("10.0.0.0/24", "10.0.1.0/24 fd00::/8", "10.0.0.0/24")]
    [InlineData("0.0.0.0/1", "0.0.0.0/32", "0.0.0.1/32 0.0.0.2/31 0.0.0.4/30 0.0.0.8/29 0.0.0.16/28", 5)]
    [InlineData("::/0", "::/1", "8000::/1")]
    [InlineData("::/0", "8000::/1", "::/1")]
    [InlineData("0.0.0.0/0", "255.255.255.255/32", "0.0.0.0/1 128.0.0.0/2 192.0.0.0/3", 3)]
    public void Subtract_Excluded_Rest(string included, string excluded, string expected, int first = int.MaxValue) =>
        Assert.Equal(expected, Text(PrefixArithmetic.Subtract(Networks(included), Networks(excluded)).Take(first)));

    [Fact]
    public void Subtract_PrivateNetworksFromEverything_CoversTheRest()
    {
        var rest = PrefixArithmetic.Subtract(
            Networks("0.0.0.0/0"),
            Networks("10.0.0.0/8 172.16.0.0/12 192.168.0.0/16")
        );

        Assert.Equal(
            4294967296 - (1L << 24) - (1L << 20) - (1L << 16),
            rest.Sum(network => 1L << (32 - network.PrefixLength))
        );
        Assert.DoesNotContain(rest, network => network.Contains(IPAddress.Parse("172.31.255.255")));
        Assert.Contains(rest, network => network.Contains(IPAddress.Parse("172.32.0.0")));
    }

    /// <summary>A small corner of the address space, in which every address can be asked for.</summary>
    private static readonly Gen<IPNetwork> SmallNetwork =
        from length in Gen.Choose(24, 32)
        from host in Gen.Choose(0, 255)
        select new IPNetwork(new IPAddress([10, 0, 0, (byte)(host & ~((1 << (32 - length)) - 1))]), length);

    private static readonly Arbitrary<IPNetwork[]> Some = SmallNetwork.ArrayOf().Resize(8).ToArbitrary();

    [Fact]
    public void Subtract_AnyNetworks_HoldsExactlyTheDifference() =>
        Prop.ForAll(Some, Some, (included, excluded) => SameSet(included, excluded)).QuickCheckThrowOnFailure();

    [Fact]
    public void Merge_AnyNetworks_NoPrefixCanBeSpared() =>
        Prop.ForAll(Some, networks => IsMinimal(PrefixArithmetic.Merge(networks))).QuickCheckThrowOnFailure();

    private static bool SameSet(IPNetwork[] included, IPNetwork[] excluded)
    {
        var rest = PrefixArithmetic.Subtract(included, excluded);
        return IsMinimal(rest)
            && Enumerable
                .Range(0, 256)
                .Select(host => new IPAddress([10, 0, 0, (byte)host]))
                .All(address =>
                    rest.Any(n => n.Contains(address)) == (In(included, address) && !In(excluded, address))
                );
    }

    private static bool In(IPNetwork[] networks, IPAddress address) => networks.Any(n => n.Contains(address));

    /// <summary>Two networks that are halves of a larger one, or that overlap, would not be minimal.</summary>
    private static bool IsMinimal(IReadOnlyList<IPNetwork> networks) =>
        networks
            .Zip(networks.Skip(1))
            .All(pair => !PrefixArithmetic.Overlap(pair.First, pair.Second) && !AreHalves(pair.First, pair.Second));

    private static bool AreHalves(IPNetwork a, IPNetwork b) =>
        a.PrefixLength == b.PrefixLength
        && ((a.BaseAddress.GetAddressBytes()[3] ^ b.BaseAddress.GetAddressBytes()[3]) == 1 << (32 - a.PrefixLength));

    private static IEnumerable<IPNetwork> Networks(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPNetwork.Parse);

    private static string Text(IEnumerable<IPNetwork> networks) => string.Join(' ', networks);
}
