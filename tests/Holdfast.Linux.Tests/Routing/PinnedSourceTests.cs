using System.Globalization;
using System.Net;
using Holdfast.Linux.Routing;
using Holdfast.Linux.Tests.Namespaces;

namespace Holdfast.Linux.Tests.Routing;

[Trait("needs", "root")]
public sealed class PinnedSourceTests
{
    private const uint Mark = 0x4846_CA6C;

    [Theory]
    [InlineData("10.77.0.1/24", "10.77.0.100", "10.77.0.9")]
    [InlineData("2001:db8::1/64", "2001:db8::100", "2001:db8::9")]
    public async Task Pin_MarkedPackets_LeaveFromTheAddress(string own, string address, string neighbour)
    {
        await using var hosts = await PreparedAsync(own, address, neighbour);

        await InAsync(hosts.One, pinned => Pin(pinned, address));

        Assert.Contains($"src {address} ", await RouteAsync(hosts.One, neighbour, Mark), StringComparison.Ordinal);
        Assert.DoesNotContain($"src {address} ", await RouteAsync(hosts.One, neighbour, 0), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.77.0.1/24", "10.77.0.100", "10.77.0.9", "192.0.2.77")]
    [InlineData("2001:db8::1/64", "2001:db8::100", "2001:db8::9", "2001:db8:77::1")]
    public async Task Pin_BehindAGateway_LikeTheMainTable(string own, string address, string gateway, string far)
    {
        await using var hosts = await PreparedAsync(own, address, gateway);
        await hosts.One.ToolAsync("ip", "route", "add", "default", "via", gateway);

        await InAsync(hosts.One, pinned => Pin(pinned, address));

        var route = await RouteAsync(hosts.One, far, Mark);
        Assert.Contains($"via {gateway} ", route, StringComparison.Ordinal);
        Assert.Contains($"src {address} ", route, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pin_RoutesThatAreGone_AreForgotten()
    {
        const string far = "192.0.2.77";
        await using var hosts = await PreparedAsync("10.77.0.1/24", "10.77.0.100", "10.77.0.9");
        await hosts.One.ToolAsync("ip", "route", "add", "192.0.2.0/24", "via", "10.77.0.9");
        await InAsync(hosts.One, pinned => Pin(pinned, "10.77.0.100"));
        await hosts.One.ToolAsync("ip", "route", "del", "192.0.2.0/24");

        await InAsync(hosts.One, pinned => Pin(pinned, "10.77.0.100"));

        Assert.True(await IsNowhereAsync(hosts.One, far));
    }

    [Theory]
    [InlineData("10.77.0.1/24", "10.77.0.100", "10.77.0.9")]
    [InlineData("2001:db8::1/64", "2001:db8::100", "2001:db8::9")]
    public async Task Silence_MarkedPackets_GoNowhereAndOthersAsBefore(string own, string address, string neighbour)
    {
        await using var hosts = await PreparedAsync(own, address, neighbour);
        await InAsync(hosts.One, pinned => Pin(pinned, address));

        await InAsync(hosts.One, pinned => pinned.Silence());
        await InAsync(hosts.One, pinned => pinned.Silence());

        Assert.True(await IsNowhereAsync(hosts.One, neighbour));
        Assert.Contains("dev", await RouteAsync(hosts.One, neighbour, 0), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remove_NothingIsLeft()
    {
        await using var hosts = await PreparedAsync("10.77.0.1/24", "10.77.0.100", "10.77.0.9");
        var before = await AllAsync(hosts.One);
        await InAsync(hosts.One, pinned => Pin(pinned, "10.77.0.100"));
        Assert.NotEqual(before, await AllAsync(hosts.One));

        await InAsync(hosts.One, pinned => pinned.Remove());
        await InAsync(hosts.One, pinned => pinned.Remove());

        Assert.Equal(before, await AllAsync(hosts.One));
    }

    [Fact]
    public async Task Present_TellsOursOnly()
    {
        await using var hosts = await PreparedAsync("10.77.0.1/24", "10.77.0.100", "10.77.0.9");
        await hosts.One.ToolAsync("ip", "rule", "add", "fwmark", "77", "lookup", "77", "priority", "20000");
        await hosts.One.ToolAsync("ip", "rule", "add", "fwmark", "78", "lookup", "254", "priority", "20000");
        await hosts.One.ToolAsync("ip", "rule", "add", "fwmark", "79", "lookup", "79", "priority", "100");
        IReadOnlyCollection<uint> present = [];
        await InAsync(hosts.One, pinned => pinned.Silence());

        await InAsync(hosts.One, _ => present = PinnedSource.Present());

        Assert.Equal([77u, Mark], present.Order());
    }

    private static void Pin(PinnedSource pinned, string address)
    {
        pinned.Silence();
        pinned.Pin([(TwoHosts.Link, IPAddress.Parse(address))]);
    }

    private static async Task<TwoHosts> PreparedAsync(string own, string address, string neighbour)
    {
        var hosts = await TwoHosts.MakeAsync();
        var length = own.Split('/')[1];
        await hosts.One.ToolAsync("ip", "address", "replace", own, "dev", TwoHosts.Link, "nodad");
        string[] virtualAddress = ["address", "replace", $"{address}/{length}", "dev", TwoHosts.Link, "nodad"];
        await hosts.One.ToolAsync("ip", [.. virtualAddress, "preferred_lft", "0"]);
        await hosts.Two.ToolAsync("ip", "address", "replace", $"{neighbour}/{length}", "dev", TwoHosts.Link, "nodad");
        return hosts;
    }

    private static Task InAsync(TestNamespace host, Action<PinnedSource> work) =>
        host.RunAsync(() =>
        {
            using var pinned = new PinnedSource(Mark);
            work(pinned);
            return Task.CompletedTask;
        });

    private static Task<string> RouteAsync(TestNamespace host, string to, uint mark) =>
        host.ToolAsync("ip", "route", "get", to, "mark", mark.ToString(CultureInfo.InvariantCulture));

    private static async Task<bool> IsNowhereAsync(TestNamespace host, string to)
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => RouteAsync(host, to, Mark));
        return refused.Message.Contains("unreachable", StringComparison.OrdinalIgnoreCase)
            || refused.Message.Contains("No route", StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<string> AllAsync(TestNamespace host) =>
        await host.ToolAsync("ip", "rule")
        + await host.ToolAsync("ip", "-6", "rule")
        + await host.ToolAsync("ip", "route", "show", "table", "all")
        + await host.ToolAsync("ip", "-6", "route", "show", "table", "all");
}
