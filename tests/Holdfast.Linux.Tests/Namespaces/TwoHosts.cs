using System.Net;
using System.Net.NetworkInformation;
using Holdfast.Testing.Waiting;

namespace Holdfast.Linux.Tests.Namespaces;

/// <summary>Two hosts with one cable between them, both ends named <see cref="Link"/>.</summary>
internal sealed class TwoHosts : IAsyncDisposable
{
    public const string Link = "hfwire";
    public static readonly IPAddress One4 = IPAddress.Parse("10.77.0.1");
    public static readonly IPAddress Two4 = IPAddress.Parse("10.77.0.2");
    public static readonly IPAddress One6 = IPAddress.Parse("fe80::77:1");
    public static readonly IPAddress Two6 = IPAddress.Parse("fe80::77:2");

    private TwoHosts(TestNamespace one, TestNamespace two) => (One, Two) = (one, two);

    public TestNamespace One { get; }

    public TestNamespace Two { get; }

    public static async Task<TwoHosts> MakeAsync()
    {
        var hosts = new TwoHosts(await TestNamespace.MakeAsync(), await TestNamespace.MakeAsync());
        string[] wire = ["link", "add", Link, "netns", hosts.One.Name, "type", "veth"];
        await Tool.RunAsync("ip", [.. wire, "peer", "name", Link, "netns", hosts.Two.Name]);
        await SetUpAsync(hosts.One, One4, One6);
        await SetUpAsync(hosts.Two, Two4, Two6);
        return hosts;
    }

    public static async Task<PhysicalAddress> MacAsync(TestNamespace host) =>
        PhysicalAddress.Parse((await host.ToolAsync("cat", $"/sys/class/net/{Link}/address")).Trim());

    public async ValueTask DisposeAsync()
    {
        await One.DisposeAsync();
        await Two.DisposeAsync();
    }

    private static async Task SetUpAsync(TestNamespace host, IPAddress four, IPAddress six)
    {
        await host.ToolAsync("ip", "link", "set", Link, "addrgenmode", "none");
        await host.ToolAsync("ip", "address", "add", $"{four}/24", "dev", Link);
        await host.ToolAsync("ip", "address", "add", $"{six}/64", "dev", Link, "nodad");
        await host.ToolAsync("ip", "link", "set", Link, "up");
        await Eventually.TrueAsync(
            "the cable to be in use",
            async () =>
                (await host.ToolAsync("ip", "-6", "address", "show", "dev", Link)).Contains(
                    six.ToString(),
                    StringComparison.Ordinal
                )
                && !(await host.ToolAsync("ip", "-6", "address", "show", "tentative")).Contains(
                    Link,
                    StringComparison.Ordinal
                )
        );
    }
}
