using System.Net;
using Holdfast.Model.Addresses;

namespace Holdfast.Model.Tests.Addresses;

public sealed class PoolSliceTests
{
    private static readonly IPNetwork Pool4 = IPNetwork.Parse("10.61.0.0/16");
    private static readonly IPNetwork Pool6 = IPNetwork.Parse("fd61::/64");
    private static readonly PoolSlice Whole = PoolSlice.WholeOf(Pool4, Pool6);

    [Fact]
    public void WholeOf_SmallerPoolCounts()
    {
        Assert.Equal(new PoolSlice(0, 65536), Whole);
        Assert.Equal(65533, Whole.Slots);
        Assert.Equal(
            new PoolSlice(0, 1 << 16),
            PoolSlice.WholeOf(IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("fd::/112"))
        );
    }

    [Fact]
    public void In_Whole_ThePoolItself() => Assert.Equal(Pool6, Whole.In(Pool6, Whole));

    [Fact]
    public void In_Part_SameHostsInBothFamilies()
    {
        var part = new PoolSlice(0x4000, 0x4000);

        Assert.Equal(IPNetwork.Parse("10.61.64.0/18"), part.In(Pool4, Whole));
        Assert.Equal(IPNetwork.Parse("fd61::4000/114"), part.In(Pool6, Whole));
    }

    [Fact]
    public void Slots_OfAPart_AreAddressesInside()
    {
        var part = new PoolSlice(64, 8);
        var network = part.In(Pool4, Whole);
        var addresses = Enumerable.Range(part.First, part.Slots).Select(new AddressPool(Pool4).AddressOf).ToList();

        Assert.All(addresses, address => Assert.True(network.Contains(address)));
        Assert.DoesNotContain(new AddressPool(network).Gateway, addresses);
        Assert.Equal("10.61.0.66", addresses[0].ToString());
        Assert.Equal("10.61.0.70", addresses[^1].ToString());
    }

    [Fact]
    public void Of_Network_ThereAndBack() =>
        Assert.Equal(new PoolSlice(0x8000, 256), PoolSlice.Of(IPNetwork.Parse("10.61.128.0/24"), Pool4, Pool6));

    [Theory]
    [InlineData("10.62.0.0/24")]
    [InlineData("10.0.0.0/8")]
    [InlineData("10.61.0.0/30")]
    [InlineData("fd61::/112")]
    [InlineData("0.0.0.0/0")]
    public void Of_NotAPart_Null(string network) => Assert.Null(PoolSlice.Of(IPNetwork.Parse(network), Pool4, Pool6));

    [Fact]
    public void Of_BeyondTheIPv6Pool_Null() =>
        Assert.Null(PoolSlice.Of(IPNetwork.Parse("10.61.64.0/24"), Pool4, IPNetwork.Parse("fd61::/114")));

    [Theory]
    [InlineData(0, 8)]
    [InlineData(5, 8)]
    [InlineData(6, 16)]
    [InlineData(1021, 1024)]
    public void SizeFor_Clients_FitExactly(int clients, int size) => Assert.Equal(size, PoolSlice.SizeFor(clients));
}
