using System.Net;
using Holdfast.Linux.Netlink;
using Holdfast.Linux.Tests.Namespaces;
using Holdfast.Linux.VirtualAddresses;
using Holdfast.Testing.Waiting;

namespace Holdfast.Linux.Tests.VirtualAddresses;

[Trait("needs", "root")]
public sealed class LeasedAddressesTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData("10.77.0.100", "10.77.0.100/32")]
    [InlineData("2001:db8::100", "2001:db8::100/128")]
    public async Task Hold_NewAddress_IsUsableAtOnceAndBringsNoRoute(string address, string shown)
    {
        await using var hosts = await TwoHosts.MakeAsync();
        var before = await RoutesAsync(hosts.One);

        await InAsync(hosts.One, leased => leased.Hold(TwoHosts.Link, IPAddress.Parse(address), Long));

        var text = await hosts.One.ToolAsync("ip", "address", "show", "dev", TwoHosts.Link);
        Assert.Contains(shown, text, StringComparison.Ordinal);
        Assert.DoesNotContain("tentative", text, StringComparison.Ordinal);
        Assert.Equal(before, await RoutesAsync(hosts.One));
    }

    [Fact]
    public async Task Hold_IPv6_IsNoSourceForThoseWhoDoNotAskForIt()
    {
        await using var hosts = await TwoHosts.MakeAsync();
        await hosts.One.ToolAsync("ip", "address", "add", "2001:db8::1/64", "dev", TwoHosts.Link, "nodad");

        await InAsync(hosts.One, leased => leased.Hold(TwoHosts.Link, IPAddress.Parse("2001:db8::100"), Long));

        var route = await hosts.One.ToolAsync("ip", "route", "get", "2001:db8::200");
        Assert.Contains("src 2001:db8::1 ", route, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.77.0.100")]
    [InlineData("2001:db8::100")]
    public async Task Hold_NotHeldAnew_TheKernelRemovesIt(string text)
    {
        var address = IPAddress.Parse(text);
        await using var hosts = await TwoHosts.MakeAsync();

        await InAsync(hosts.One, leased => leased.Hold(TwoHosts.Link, address, TimeSpan.FromSeconds(1)));

        Assert.True(await IsHeldAsync(hosts.One, address));
        await Eventually.TrueAsync("the kernel to remove it", async () => !await IsHeldAsync(hosts.One, address));
    }

    [Theory]
    [InlineData("10.77.0.100")]
    [InlineData("2001:db8::100")]
    public async Task Hold_Again_ItLivesOnAndIsThereOnce(string text)
    {
        var address = IPAddress.Parse(text);
        await using var hosts = await TwoHosts.MakeAsync();
        await InAsync(hosts.One, leased => leased.Hold(TwoHosts.Link, address, TimeSpan.FromSeconds(1)));

        await InAsync(hosts.One, leased => leased.Hold(TwoHosts.Link, address, Long));

        var shown = await hosts.One.ToolAsync("ip", "address", "show", "to", text);
        Assert.Equal(2, shown.Split(text).Length);
        Assert.Matches("valid_lft (300|29[0-9])sec", shown);
    }

    [Fact]
    public async Task Drop_HeldOrNot_IsGoneAndOthersStay()
    {
        var (one, other) = (IPAddress.Parse("10.77.0.100"), IPAddress.Parse("10.77.0.101"));
        await using var hosts = await TwoHosts.MakeAsync();
        await InAsync(hosts.One, leased => leased.Hold(TwoHosts.Link, one, Long));
        await InAsync(hosts.One, leased => leased.Hold(TwoHosts.Link, other, Long));

        await InAsync(hosts.One, leased => leased.Drop(TwoHosts.Link, one));
        await InAsync(hosts.One, leased => leased.Drop(TwoHosts.Link, one));
        await InAsync(hosts.One, leased => leased.Drop("hfnone", one));

        Assert.False(await IsHeldAsync(hosts.One, one));
        Assert.True(await IsHeldAsync(hosts.One, other));
        Assert.True(
            (await hosts.One.ToolAsync("ip", "address", "show", "to", "10.77.0.1")).Length > 0,
            "The machine's own address stays."
        );
    }

    [Fact]
    public async Task Hold_NoSuchLink_ThrowsWithName()
    {
        await using var hosts = await TwoHosts.MakeAsync();

        var refused = await Assert.ThrowsAsync<NetlinkException>(() =>
            InAsync(hosts.One, leased => leased.Hold("hfnone", TwoHosts.Two4, Long))
        );

        Assert.Contains("hfnone", refused.Message, StringComparison.Ordinal);
    }

    private static Task InAsync(TestNamespace host, Action<LeasedAddresses> work) =>
        host.RunAsync(() =>
        {
            using var leased = new LeasedAddresses();
            work(leased);
            return Task.CompletedTask;
        });

    private static async Task<bool> IsHeldAsync(TestNamespace host, IPAddress address) =>
        (await host.ToolAsync("ip", "address", "show", "dev", TwoHosts.Link, "to", $"{address}")).Length > 0;

    private static async Task<string> RoutesAsync(TestNamespace host) =>
        await host.ToolAsync("ip", "route") + await host.ToolAsync("ip", "-6", "route");
}
