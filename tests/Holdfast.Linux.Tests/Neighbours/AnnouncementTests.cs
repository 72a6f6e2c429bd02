using System.Net;
using System.Net.NetworkInformation;
using Holdfast.Linux.Neighbours;
using Holdfast.Linux.Netlink;
using Holdfast.Linux.Tests.Namespaces;
using Holdfast.Testing.Waiting;

namespace Holdfast.Linux.Tests.Neighbours;

[Trait("needs", "root")]
public sealed class AnnouncementTests
{
    private static readonly PhysicalAddress Elsewhere = PhysicalAddress.Parse("02-00-00-00-00-99");

    [Theory]
    [InlineData("10.77.0.100")]
    [InlineData("2001:db8::100")]
    public async Task TrySend_NeighbourKnewAnother_HasOursAtOnce(string address)
    {
        await using var hosts = await TwoHosts.MakeAsync();
        await hosts.Two.ToolAsync(
            "ip",
            "neigh",
            "add",
            address,
            "lladdr",
            Text(Elsewhere),
            "dev",
            TwoHosts.Link,
            "nud",
            "stale"
        );

        Assert.True(await hosts.One.RunAsync(() => Task.FromResult(Announce(IPAddress.Parse(address)))));

        var mac = Text(await TwoHosts.MacAsync(hosts.One));
        await Eventually.TrueAsync(
            "the neighbour to know",
            async () =>
                (await hosts.Two.ToolAsync("ip", "neigh", "show", address)).Contains(mac, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("10.77.0.2")]
    [InlineData("fe80::77:2")]
    public async Task FindOwner_AnotherHasIt_IsThatOne(string address)
    {
        await using var hosts = await TwoHosts.MakeAsync();

        var owner = await hosts.One.RunAsync(() => Task.FromResult(Find(address)));

        Assert.Equal(await TwoHosts.MacAsync(hosts.Two), owner);
    }

    [Theory]
    [InlineData("10.77.0.99")]
    [InlineData("fe80::77:99")]
    [InlineData("10.77.0.1")]
    public async Task FindOwner_NobodyElseHasIt_IsNobody(string address)
    {
        await using var hosts = await TwoHosts.MakeAsync();

        Assert.Null(await hosts.One.RunAsync(() => Task.FromResult(Find(address))));
    }

    [Fact]
    public async Task ToSend_NoEthernet_Throws()
    {
        await using var hosts = await TwoHosts.MakeAsync();

        await hosts.One.RunAsync(() =>
        {
            Assert.Throws<NetlinkException>(() => LinkPort.ToSend("hfnone"));
            return Task.CompletedTask;
        });
    }

    private static bool Announce(IPAddress address)
    {
        using var port = LinkPort.ToSend(TwoHosts.Link);
        return new Announcement(port.Mac, [address]).TrySend(port);
    }

    private static PhysicalAddress? Find(string address) =>
        new AddressProbe(TimeProvider.System).FindOwner(TwoHosts.Link, IPAddress.Parse(address));

    private static string Text(PhysicalAddress mac) =>
        string.Join(':', mac.GetAddressBytes().Select(part => $"{part:x2}"));
}
