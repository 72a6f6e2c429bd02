using System.Net;
using Holdfast.Linux.Netlink;
using Holdfast.Linux.Network;
using Holdfast.Linux.Tests.Namespaces;
using Holdfast.Testing.Waiting;

namespace Holdfast.Linux.Tests.Network;

[Trait("needs", "root")]
public sealed class KernelNetworkTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task LinkExistsAsync_OnlyWhatIsThere_IsTrue()
    {
        await using var room = await NetworkRoom.MakeAsync();

        Assert.True(await room.Network.LinkExistsAsync("lo", None));
        Assert.True(await room.Network.LinkExistsAsync(NetworkRoom.Link, None));
        Assert.False(await room.Network.LinkExistsAsync("hflnone", None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("longer-than-fifteen")]
    public async Task LinkExistsAsync_ImpossibleName_Throws(string name)
    {
        await using var room = await NetworkRoom.MakeAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => room.Network.LinkExistsAsync(name, None));
    }

    [Fact]
    public async Task BringUpAsync_DownLink_IsUpWithMtu()
    {
        await using var room = await NetworkRoom.MakeAsync();

        await room.Network.BringUpAsync(NetworkRoom.Link, 1380, None);
        await room.Network.BringUpAsync(NetworkRoom.Link, 1380, None);

        var shown = await room.Space.ToolAsync("ip", "link", "show", NetworkRoom.Link);
        Assert.Contains("mtu 1380", shown, StringComparison.Ordinal);
        Assert.Contains(",UP", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BringUpAsync_NoSuchLink_ThrowsWithName()
    {
        await using var room = await NetworkRoom.MakeAsync();

        var refused = await Assert.ThrowsAsync<NetlinkException>(() =>
            room.Network.BringUpAsync("hflnone", 1380, None)
        );

        Assert.Contains("hflnone", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BringUpAsync_ImpossibleMtu_Throws()
    {
        await using var room = await NetworkRoom.MakeAsync();

        await Assert.ThrowsAsync<NetlinkException>(() => room.Network.BringUpAsync(NetworkRoom.Link, 7, None));
    }

    [Fact]
    public async Task SetAddressesAsync_BothFamilies_AreThereAtOnce()
    {
        await using var room = await NetworkRoom.MakeAsync();
        await room.Network.BringUpAsync(NetworkRoom.Link, 1500, None);

        await room.SetAsync("10.61.0.1/24", "fd61::1/64", "10.62.0.1/32");

        Assert.Equal(["10.61.0.1/24", "10.62.0.1/32", "fd61::1/64"], await room.AddressesAsync());
        var shown = await room.Space.ToolAsync("ip", "-6", "addr", "show", NetworkRoom.Link, "to", "fd61::1");
        Assert.Contains("nodad", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("tentative", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SetAddressesAsync_Difference_LeavesTheOthersAlone()
    {
        await using var room = await NetworkRoom.MakeAsync();
        await room.Network.BringUpAsync(NetworkRoom.Link, 1500, None);
        await room.SetAsync("10.61.0.1/24", "10.62.0.1/24", "fd61::1/64");
        // A route through an address goes when the address goes, even if it comes back at once.
        await room.Space.ToolAsync("ip", "route", "add", "198.51.100.0/24", "via", "10.61.0.9", "src", "10.61.0.1");

        await room.SetAsync("10.61.0.1/24", "10.63.0.1/24", "fd63::1/64");

        Assert.Equal(["10.61.0.1/24", "10.63.0.1/24", "fd63::1/64"], await room.AddressesAsync());
        Assert.Contains("198.51.100.0/24", await room.Space.ToolAsync("ip", "route"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SetAddressesAsync_FirstOfSubnetRemoved_SecondStays()
    {
        await using var room = await NetworkRoom.MakeAsync();
        await room.SetAsync("10.61.0.1/24", "10.61.0.2/24");

        await room.SetAsync("10.61.0.2/24");

        Assert.Equal(["10.61.0.2/24"], await room.AddressesAsync());
    }

    [Fact]
    public async Task SetAddressesAsync_OtherPrefixLength_Replaces()
    {
        await using var room = await NetworkRoom.MakeAsync();
        await room.SetAsync("10.61.0.1/24", "fd61::1/64");

        await room.SetAsync("10.61.0.1/16", "fd61::1/48");

        Assert.Equal(["10.61.0.1/16", "fd61::1/48"], await room.AddressesAsync());
    }

    [Fact]
    public async Task SetAddressesAsync_None_KeepsOnlyLinkLocal()
    {
        await using var room = await NetworkRoom.MakeAsync();
        await room.Network.BringUpAsync(NetworkRoom.Link, 1500, None);
        await room.SetAsync("10.61.0.1/24", "fd61::1/64");

        await room.SetAsync();

        Assert.Empty(await room.AddressesAsync());
        await Eventually.TrueAsync(
            "the link-local address",
            async () =>
                (await room.Space.ToolAsync("ip", "addr", "show", NetworkRoom.Link)).Contains(
                    "fe80::",
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public async Task SetAddressesAsync_ImpossiblePrefix_ThrowsAndChangesNothing()
    {
        await using var room = await NetworkRoom.MakeAsync();
        await room.SetAsync("10.61.0.1/24");

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => room.SetAsync("10.61.0.1/33"));

        Assert.Equal(["10.61.0.1/24"], await room.AddressesAsync());
    }

    [Fact]
    public async Task DeleteLinkAsync_ThereAndNot_IsGone()
    {
        await using var room = await NetworkRoom.MakeAsync();

        await room.Network.DeleteLinkAsync(NetworkRoom.Link, None);
        await room.Network.DeleteLinkAsync(NetworkRoom.Link, None);

        Assert.False(await room.Network.LinkExistsAsync(NetworkRoom.Link, None));
    }

    [Fact]
    public async Task Calls_ManyAtOnce_AllSucceed()
    {
        await using var room = await NetworkRoom.MakeAsync();

        var found = await Task.WhenAll(
            Enumerable
                .Range(0, 100)
                .Select(number => room.Network.LinkExistsAsync(number % 2 == 0 ? "lo" : "hflnone", None))
        );

        Assert.Equal(50, found.Count(exists => exists));
    }

    private sealed class NetworkRoom : IAsyncDisposable
    {
        public const string Link = "hfla";

        private NetworkRoom(TestNamespace space, KernelNetwork network)
        {
            Space = space;
            Network = network;
        }

        public TestNamespace Space { get; }

        public KernelNetwork Network { get; }

        public static async Task<NetworkRoom> MakeAsync()
        {
            var space = await TestNamespace.MakeAsync();
            await space.ToolAsync("ip", "link", "add", Link, "type", "veth", "peer", "name", "hflb");
            await space.ToolAsync("ip", "link", "set", "hflb", "up");
            return new NetworkRoom(space, await space.RunAsync(() => Task.FromResult(new KernelNetwork())));
        }

        public Task SetAsync(params string[] addresses) =>
            Network.SetAddressesAsync(Link, [.. addresses.Select(Parse)], None);

        /// <summary>Global ones, as the reference tool shows them.</summary>
        public async Task<IReadOnlyList<string>> AddressesAsync()
        {
            var shown = await Space.ToolAsync("ip", "-o", "addr", "show", Link, "scope", "global");
            var lines = shown.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return
            [
                .. lines
                    .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3])
                    .Order(StringComparer.Ordinal),
            ];
        }

        public async ValueTask DisposeAsync()
        {
            Network.Dispose();
            await Space.DisposeAsync();
        }

        private static AddressWithPrefix Parse(string text)
        {
            var parts = text.Split('/');
            return new AddressWithPrefix(IPAddress.Parse(parts[0]), int.Parse(parts[1]));
        }
    }
}
