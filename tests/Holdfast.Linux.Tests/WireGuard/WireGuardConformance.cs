using System.Net;
using Holdfast.Linux.Tests.Namespaces;
using Holdfast.Linux.WireGuard;
using Holdfast.Model.Keys;
using Holdfast.Testing.Waiting;

namespace Holdfast.Linux.Tests.WireGuard;

/// <summary>What every kind of device must do; written once, run against each.</summary>
[Trait("needs", "root")]
public abstract class WireGuardConformance
{
    private static readonly CancellationToken None = CancellationToken.None;

    private protected virtual int ManyPeers => 10_000;

    private protected abstract Task<DeviceRoom> MakeRoomAsync();

    [Fact]
    public async Task OpenAsync_NewName_MakesEmptyDevice()
    {
        await using var room = await MakeRoomAsync();
        var name = DeviceRoom.NewName();

        await using var device = await room.OpenAsync(name);

        var state = await device.ReadAsync(None);
        Assert.Equal(name, device.Name);
        Assert.Null(state.PrivateKey);
        Assert.Empty(state.Peers);
        Assert.True(await room.Network.LinkExistsAsync(name, None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sixteen-letters-")]
    [InlineData("../etc/passwd")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("..")]
    public async Task OpenAsync_ImpossibleName_Throws(string name)
    {
        await using var room = await MakeRoomAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => room.OpenAsync(name));
    }

    [Fact]
    public async Task OpenAsync_OtherKindOfInterface_Throws()
    {
        await using var room = await MakeRoomAsync();
        var name = DeviceRoom.NewName();
        await room.Space.ToolAsync("ip", "link", "add", name, "type", "veth");

        await Assert.ThrowsAsync<DeviceException>(() => room.OpenAsync(name));

        await room.Space.ToolAsync("ip", "link", "del", name);
    }

    [Fact]
    public async Task OpenAsync_ExistingDevice_KeepsPeers()
    {
        await using var room = await MakeRoomAsync();
        var name = DeviceRoom.NewName();
        await using (var first = await room.OpenAsync(name))
        {
            await first.ApplyAsync(Change(Add(1, "10.1.0.1/32")), None);
        }

        await using var second = await room.OpenAsync(name);

        Assert.Single((await second.ReadAsync(None)).Peers);
    }

    [Fact]
    public async Task ApplyAsync_DeviceSettings_AreReadBack()
    {
        await using var room = await MakeRoomAsync();
        await using var device = await room.OpenAsync(DeviceRoom.NewName());
        var key = Keys.Private();
        var change = new DeviceChange
        {
            PrivateKey = key,
            ListenPort = 51871,
            FirewallMark = 0xfffffffe,
        };

        await device.ApplyAsync(change, None);

        var state = await device.ReadAsync(None);
        Assert.Equal(key, state.PrivateKey);
        Assert.Equal(51871, state.ListenPort);
        Assert.Equal(0xfffffffe, state.FirewallMark);
    }

    [Fact]
    public async Task ApplyAsync_NullSettings_LeaveAsTheyAre()
    {
        await using var room = await MakeRoomAsync();
        await using var device = await room.OpenAsync(DeviceRoom.NewName());
        var key = Keys.Private();
        await device.ApplyAsync(new DeviceChange { PrivateKey = key, FirewallMark = 7 }, None);
        await device.ApplyAsync(Change(Full(1)), None);

        await device.ApplyAsync(new DeviceChange { Peers = [new PeerChange(Keys.Public(1))] }, None);

        var state = await device.ReadAsync(None);
        Assert.Equal(key, state.PrivateKey);
        Assert.Equal(7u, state.FirewallMark);
        AssertFull(1, Assert.Single(state.Peers));
    }

    [Fact]
    public async Task ApplyAsync_WholePeer_IsReadBack()
    {
        await using var room = await MakeRoomAsync();
        await using var device = await room.OpenAsync(DeviceRoom.NewName());

        await device.ApplyAsync(Change(Full(1), Full(2)), None);

        var state = await device.ReadAsync(None);
        Assert.Equal(2, state.Peers.Count);
        AssertFull(1, PeerOf(state, 1));
        AssertFull(2, PeerOf(state, 2));
        Assert.All(state.Peers, peer => Assert.Null(peer.LastHandshake));
        Assert.All(state.Peers, peer => Assert.Equal(0, peer.Received));
    }

    [Theory]
    [InlineData("192.0.2.7:1")]
    [InlineData("192.0.2.7:65535")]
    [InlineData("[2001:db8::7]:51820")]
    public async Task ApplyAsync_Endpoint_IsReadBack(string endpoint)
    {
        await using var room = await MakeRoomAsync();
        await using var device = await room.OpenAsync(DeviceRoom.NewName());
        var change = new PeerChange(Keys.Public(1)) { Endpoint = IPEndPoint.Parse(endpoint) };

        await device.ApplyAsync(Change(change), None);

        Assert.Equal(endpoint, Assert.Single((await device.ReadAsync(None)).Peers).Endpoint?.ToString());
    }

    [Fact]
    public async Task ApplyAsync_EndpointMappedIntoIPv6_IsThePlainOne()
    {
        await using var room = await MakeRoomAsync();
        await using var device = await room.OpenAsync(DeviceRoom.NewName());
        var mapped = new IPEndPoint(IPAddress.Parse("192.0.2.7").MapToIPv6(), 51820);

        await device.ApplyAsync(Change(new PeerChange(Keys.Public(1)) { Endpoint = mapped }), None);

        var peer = Assert.Single((await device.ReadAsync(None)).Peers);
        Assert.Equal(IPEndPoint.Parse("192.0.2.7:51820"), peer.Endpoint);
    }

    [Fact]
    public async Task ApplyAsync_AllZeroPresharedKey_TakesItAway()
    {
        await using var room = await MakeRoomAsync();
        await using var device = await room.OpenAsync(DeviceRoom.NewName());
        await device.ApplyAsync(Change(Full(1)), None);
        var zero = new WireGuardKey(new byte[WireGuardKey.Length]);

        await device.ApplyAsync(Change(new PeerChange(Keys.Public(1)) { PresharedKey = zero }), None);

        Assert.Null(Assert.Single((await device.ReadAsync(None)).Peers).PresharedKey);
    }

    [Fact]
    public async Task ApplyAsync_AllowedIPs_ReplaceTheList()
    {
        await using var room = await MakeRoomAsync();
        await using var device = await room.OpenAsync(DeviceRoom.NewName());
        await device.ApplyAsync(Change(Add(1, "10.1.0.1/32", "fd00::1/128", "0.0.0.0/0", "::/0")), None);
        Assert.Equal(4, Assert.Single((await device.ReadAsync(None)).Peers).AllowedIPs.Count);

        await device.ApplyAsync(Change(Add(1, "10.1.0.2/31")), None);
        Assert.Equal([IPNetwork.Parse("10.1.0.2/31")], Assert.Single((await device.ReadAsync(None)).Peers).AllowedIPs);

        await device.ApplyAsync(Change(Add(1)), None);
        Assert.Empty(Assert.Single((await device.ReadAsync(None)).Peers).AllowedIPs);
    }

    [Fact]
    public async Task ApplyAsync_LaterPeerNamesAddressOfEarlier_TakesItOver()
    {
        await using var room = await MakeRoomAsync();
        await using var device = await room.OpenAsync(DeviceRoom.NewName());
        await device.ApplyAsync(Change(Add(1, "10.1.0.1/32", "10.1.0.9/32")), None);

        await device.ApplyAsync(Change(Add(1, "10.1.0.9/32"), Add(2, "10.1.0.1/32")), None);

        var state = await device.ReadAsync(None);
        Assert.Equal([IPNetwork.Parse("10.1.0.9/32")], PeerOf(state, 1).AllowedIPs);
        Assert.Equal([IPNetwork.Parse("10.1.0.1/32")], PeerOf(state, 2).AllowedIPs);
    }

    [Fact]
    public async Task ApplyAsync_RemoveThenAddWithItsAddress_NewPeerHasIt()
    {
        await using var room = await MakeRoomAsync();
        await using var device = await room.OpenAsync(DeviceRoom.NewName());
        await device.ApplyAsync(Change(Add(1, "10.1.0.1/32")), None);

        await device.ApplyAsync(Change(Remove(1), Add(2, "10.1.0.1/32")), None);

        var peer = Assert.Single((await device.ReadAsync(None)).Peers);
        Assert.Equal(Keys.Public(2), peer.PublicKey);
        Assert.Single(peer.AllowedIPs);
    }

    /// <summary>A takeover begins with a peer without a session, which speaks at once.</summary>
    [Fact]
    public async Task ApplyAsync_RemovedAndAddedInOneChange_IsAsIfNew()
    {
        await using var room = await MakeRoomAsync();
        await using var device = await room.OpenAsync(DeviceRoom.NewName());
        var peer = Add(1, "10.1.0.1/32");
        await device.ApplyAsync(Change(peer, Add(2, "10.1.0.2/32")), None);

        var again = peer with { Endpoint = IPEndPoint.Parse("192.0.2.7:1000"), Keepalive = 1 };
        await device.ApplyAsync(Change(new PeerChange(peer.PublicKey) { Remove = true }, again), None);

        var peers = (await device.ReadAsync(None)).Peers;
        Assert.Equal(2, peers.Count);
        var seen = peers.Single(one => one.PublicKey.Equals(peer.PublicKey));
        Assert.Equal((again.Endpoint, 1), (seen.Endpoint, seen.Keepalive));
        Assert.Equal("10.1.0.1/32", $"{Assert.Single(seen.AllowedIPs)}");
        Assert.Null(seen.LastHandshake);
    }

    [Fact]
    public async Task ApplyAsync_Remove_LeavesTheOthers()
    {
        await using var room = await MakeRoomAsync();
        await using var device = await room.OpenAsync(DeviceRoom.NewName());
        await device.ApplyAsync(Change(Full(1), Full(2), Full(3)), None);

        await device.ApplyAsync(Change(Remove(2), Remove(99)), None);

        var state = await device.ReadAsync(None);
        Assert.Equal(2, state.Peers.Count);
        AssertFull(1, PeerOf(state, 1));
        AssertFull(3, PeerOf(state, 3));
    }

    [Fact]
    public async Task ApplyAsync_UpdateOnlyOfMissingPeer_AddsNothing()
    {
        await using var room = await MakeRoomAsync();
        await using var device = await room.OpenAsync(DeviceRoom.NewName());
        await device.ApplyAsync(Change(Full(1)), None);

        await device.ApplyAsync(
            Change(Full(1) with { UpdateOnly = true, Keepalive = 1 }, Full(2) with { UpdateOnly = true }),
            None
        );

        Assert.Equal(1, Assert.Single((await device.ReadAsync(None)).Peers).Keepalive);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65536)]
    public async Task ApplyAsync_NumberThatDoesNotFit_ThrowsAndChangesNothing(int number)
    {
        await using var room = await MakeRoomAsync();
        await using var device = await room.OpenAsync(DeviceRoom.NewName());

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            device.ApplyAsync(new DeviceChange { ListenPort = number }, None)
        );
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            device.ApplyAsync(Change(Add(1) with { Keepalive = number }), None)
        );

        Assert.Empty((await device.ReadAsync(None)).Peers);
    }

    [Fact]
    public async Task ApplyAsync_PortInUse_ThrowsAndDeviceIsStillUsable()
    {
        await using var room = await MakeRoomAsync();
        await using var first = await room.OpenAsync(DeviceRoom.NewName());
        await using var second = await room.OpenAsync(DeviceRoom.NewName());
        await first.ApplyAsync(new DeviceChange { PrivateKey = Keys.Private(), ListenPort = 51872 }, None);
        await room.Network.BringUpAsync(first.Name, 1420, None);
        await second.ApplyAsync(new DeviceChange { PrivateKey = Keys.Private(), ListenPort = 51873 }, None);
        await room.Network.BringUpAsync(second.Name, 1420, None);
        await Eventually.TrueAsync("the first to listen", async () => await ListensAsync(room, 51872));

        await Assert.ThrowsAsync<DeviceException>(() =>
            second.ApplyAsync(new DeviceChange { ListenPort = 51872 }, None)
        );

        await second.ApplyAsync(Change(Add(1, "10.1.0.1/32")), None);
        Assert.Single((await second.ReadAsync(None)).Peers);
    }

    [Fact]
    public async Task ApplyAsync_PeerWithThousandsOfAddresses_HasThemAll()
    {
        await using var room = await MakeRoomAsync();
        await using var device = await room.OpenAsync(DeviceRoom.NewName());
        var many = Enumerable.Range(0, 5_000).Select(Address).ToList();

        await device.ApplyAsync(Change(Full(1), new PeerChange(Keys.Public(2)) { AllowedIPs = many }, Full(3)), None);

        var state = await device.ReadAsync(None);
        Assert.Equal(3, state.Peers.Count);
        Assert.Equal(many.ToHashSet(), PeerOf(state, 2).AllowedIPs.ToHashSet());
        Assert.Equal(5_000, PeerOf(state, 2).AllowedIPs.Count);
        AssertFull(3, PeerOf(state, 3));
    }

    [Fact]
    public async Task ApplyAsync_ManyPeers_AreAllThere()
    {
        await using var room = await MakeRoomAsync();
        await using var device = await room.OpenAsync(DeviceRoom.NewName());
        var peers = Enumerable
            .Range(0, ManyPeers)
            .Select(number => new PeerChange(Keys.Public(number)) { AllowedIPs = [Address(number)] })
            .ToList();

        await device.ApplyAsync(new DeviceChange { Peers = peers }, None);

        var state = await device.ReadAsync(None);
        var addresses = state.Peers.ToDictionary(peer => peer.PublicKey, peer => Assert.Single(peer.AllowedIPs));
        Assert.Equal(ManyPeers, addresses.Count);
        Assert.All(peers, peer => Assert.Equal(peer.AllowedIPs![0], addresses[peer.PublicKey]));
    }

    [Fact]
    public async Task ReadAsync_ManyAtOnceWithChanges_AllSucceed()
    {
        await using var room = await MakeRoomAsync();
        await using var device = await room.OpenAsync(DeviceRoom.NewName());

        var work = Enumerable
            .Range(0, 40)
            .Select(number => number % 2 == 0 ? device.ReadAsync(None) : device.ApplyAsync(Change(Full(number)), None));
        await Task.WhenAll(work);

        Assert.Equal(20, (await device.ReadAsync(None)).Peers.Count);
    }

    [Fact]
    public async Task ReadAsync_Cancelled_NextOneStillWorks()
    {
        await using var room = await MakeRoomAsync();
        await using var device = await room.OpenAsync(DeviceRoom.NewName());
        await device.ApplyAsync(Change(Full(1)), None);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => device.ReadAsync(cancelled.Token));

        Assert.Single((await device.ReadAsync(None)).Peers);
    }

    [Fact]
    public async Task RemoveAsync_Device_IsGoneAndHandleSaysSo()
    {
        await using var room = await MakeRoomAsync();
        var name = DeviceRoom.NewName();
        await using var device = await room.OpenAsync(name);

        await room.Space.RunAsync(() => room.Devices.RemoveAsync(name, None));

        Assert.False(await room.Network.LinkExistsAsync(name, None));
        await Assert.ThrowsAsync<DeviceException>(() => device.ReadAsync(None));
    }

    [Fact]
    public async Task RemoveAsync_NoSuchDevice_IsNoError()
    {
        await using var room = await MakeRoomAsync();

        await room.Space.RunAsync(() => room.Devices.RemoveAsync(DeviceRoom.NewName(), None));

        Assert.Empty(await room.Space.RunAsync(() => room.Devices.ListAsync("hfl", None)));
    }

    [Fact]
    public async Task Device_RemovedAndMadeAnew_OldHandleDoesNotReachTheNewOne()
    {
        await using var room = await MakeRoomAsync();
        var name = DeviceRoom.NewName();
        await using var old = await room.OpenAsync(name);
        await room.Space.RunAsync(() => room.Devices.RemoveAsync(name, None));
        await using var fresh = await room.OpenAsync(name);

        await Assert.ThrowsAsync<DeviceException>(() => old.ApplyAsync(Change(Full(1)), None));
        await Assert.ThrowsAsync<DeviceException>(() => old.ReadAsync(None));

        Assert.Empty((await fresh.ReadAsync(None)).Peers);
    }

    [Fact]
    public async Task ListAsync_Prefix_OnlyItsDevicesOfThisNamespace()
    {
        await using var room = await MakeRoomAsync();
        await using var elsewhere = await MakeRoomAsync();
        var name = DeviceRoom.NewName();
        await using var device = await room.OpenAsync(name);
        await using var other = await elsewhere.OpenAsync(DeviceRoom.NewName());

        Assert.Equal([name], await room.Space.RunAsync(() => room.Devices.ListAsync("hfl", None)));
        Assert.Equal([name], await room.Space.RunAsync(() => room.Devices.ListAsync(name, None)));
        Assert.Empty(await room.Space.RunAsync(() => room.Devices.ListAsync("xhfl", None)));
    }

    [Fact]
    public async Task Device_ReferenceTool_SeesWhatWeSet()
    {
        await using var room = await MakeRoomAsync();
        var name = DeviceRoom.NewName();
        await using var device = await room.OpenAsync(name);

        await device.ApplyAsync(Change(Full(1)) with { ListenPort = 51874 }, None);

        var dump = (await room.Space.ToolAsync("wg", "show", name, "dump")).Split('\n');
        Assert.Contains("51874", dump[0], StringComparison.Ordinal);
        Assert.Equal(
            $"{Keys.Public(1).ToBase64()}\t{Keys.Public(1001).ToBase64()}\t192.0.2.1:1001\t10.9.0.1/32,fd09::1/128\t0\t0\t0\t25",
            dump[1]
        );
    }

    [Fact]
    public async Task TwoDevices_ConfiguredByUs_CarryTraffic()
    {
        await using var server = await MakeRoomAsync();
        await using var client = await MakeRoomAsync();
        await using var tunnel = await Tunnel.MakeAsync(server, client);

        await client.Space.ToolAsync("ping", "-c", "3", "-i", "0.2", "-W", "5", Tunnel.ServerAddress);
        await client.Space.ToolAsync("ping", "-c", "1", "-W", "5", Tunnel.ServerAddressIPv6);

        var state = await tunnel.Server.ReadAsync(None);
        var peer = Assert.Single(state.Peers);
        Assert.True(peer.Received > 0 && peer.Sent > 0);
        Assert.Equal(Tunnel.ClientOutside, peer.Endpoint?.Address.ToString());
        var age = TimeProvider.System.GetUtcNow() - Assert.NotNull(peer.LastHandshake);
        Assert.InRange(age, TimeSpan.FromSeconds(-1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task TwoDevices_OtherPeersChange_SessionGoesOn()
    {
        await using var server = await MakeRoomAsync();
        await using var client = await MakeRoomAsync();
        await using var tunnel = await Tunnel.MakeAsync(server, client);
        await client.Space.ToolAsync("ping", "-c", "1", "-W", "5", Tunnel.ServerAddress);
        var before = Assert.Single((await tunnel.Server.ReadAsync(None)).Peers);

        for (var number = 1; number <= 50; number++)
        {
            await tunnel.Server.ApplyAsync(Change(Full(number)), None);
            await tunnel.Server.ApplyAsync(Change(Remove(number)), None);
        }

        await client.Space.ToolAsync("ping", "-c", "1", "-W", "5", Tunnel.ServerAddress);
        var after = Assert.Single((await tunnel.Server.ReadAsync(None)).Peers);
        Assert.Equal(before.LastHandshake, after.LastHandshake);
        Assert.True(after.Received > before.Received);
    }

    [Fact]
    public async Task TwoDevices_KeepaliveSetOnPeerWithEndpoint_StartsTheHandshake()
    {
        await using var server = await MakeRoomAsync();
        await using var client = await MakeRoomAsync();
        await using var tunnel = await Tunnel.MakeAsync(server, client);
        var start = new PeerChange(tunnel.ServerPeer)
        {
            UpdateOnly = true,
            Endpoint = new IPEndPoint(IPAddress.Parse(Tunnel.ServerOutside), Tunnel.Port),
            Keepalive = 1,
        };

        await tunnel.Client.ApplyAsync(Change(start), None);

        await Eventually.TrueAsync(
            "a handshake without traffic",
            async () => (await tunnel.Server.ReadAsync(None)).Peers[0].LastHandshake is not null
        );
    }

    private static DeviceChange Change(params PeerChange[] peers) => new() { Peers = peers };

    private static PeerChange Add(int number, params string[] networks) =>
        new(Keys.Public(number)) { AllowedIPs = [.. networks.Select(network => IPNetwork.Parse(network))] };

    private static PeerChange Remove(int number) => new(Keys.Public(number)) { Remove = true };

    private static PeerChange Full(int number) =>
        Add(number, $"10.9.0.{number}/32", $"fd09::{number:x}/128") with
        {
            PresharedKey = Keys.Public(1000 + number),
            Endpoint = IPEndPoint.Parse($"192.0.2.{number}:{1000 + number}"),
            Keepalive = 25,
        };

    private static void AssertFull(int number, PeerState peer)
    {
        var expected = Full(number);
        Assert.Equal(expected.PublicKey, peer.PublicKey);
        Assert.Equal(expected.PresharedKey, peer.PresharedKey);
        Assert.Equal(expected.Endpoint, peer.Endpoint);
        Assert.Equal(expected.Keepalive, peer.Keepalive);
        Assert.Equal(expected.AllowedIPs!.ToHashSet(), peer.AllowedIPs.ToHashSet());
    }

    private static PeerState PeerOf(DeviceState state, int number) =>
        Assert.Single(state.Peers, peer => peer.PublicKey.Equals(Keys.Public(number)));

    private static IPNetwork Address(int number) =>
        IPNetwork.Parse($"10.{number / 65536}.{number / 256 % 256}.{number % 256}/32");

    private static async Task<bool> ListensAsync(DeviceRoom room, int port) =>
        (await room.Space.ToolAsync("ss", "-Hulna")).Contains($":{port} ", StringComparison.Ordinal);
}
