using System.Net;
using System.Net.Sockets;
using Holdfast.Linux.Heartbeats;
using Holdfast.Linux.Packets;
using Holdfast.Linux.Polling;
using Holdfast.Linux.Tests.Namespaces;

namespace Holdfast.Linux.Tests.Heartbeats;

[Trait("needs", "root")]
public sealed class VrrpSocketTests
{
    private const int Protocol = 112;
    private static readonly byte[] Message = [0x31, 51, 100, 1, 0, 100, 0, 0, 10, 77, 0, 100];
    private static readonly byte[] Other = [1, 2, 3];

    [Theory]
    [InlineData("10.77.0.1", "10.77.0.2", "224.0.0.18")]
    [InlineData("fe80::77:1", "fe80::77:2", "ff02::12")]
    public async Task TrySendToGroup_Neighbour_HearsItAsItWasSent(string one, string two, string group)
    {
        await using var hosts = await TwoHosts.MakeAsync();
        using var heard = await OpenAsync(hosts.Two, two, isMulticast: true);
        using var spoken = await OpenAsync(hosts.One, one, isMulticast: true);

        Assert.True(spoken.TrySendToGroup(Message));

        Assert.Equal((Hex(Message), one, group, 255), await ReceiveAsync(heard));
        Assert.False(spoken.TryReceive(out _), "What is sent does not come back.");
    }

    [Theory]
    [InlineData("10.77.0.1", "10.77.0.2")]
    [InlineData("fe80::77:1", "fe80::77:2")]
    public async Task TrySend_OneHost_HearsItAsItWasSent(string one, string two)
    {
        await using var hosts = await TwoHosts.MakeAsync();
        using var heard = await OpenAsync(hosts.Two, two, isMulticast: false);
        using var spoken = await OpenAsync(hosts.One, one, isMulticast: false);

        Assert.True(spoken.TrySend(Message, IPAddress.Parse(two)));

        Assert.Equal((Hex(Message), one, two, 255), await ReceiveAsync(heard));
    }

    /// <summary>Hop limit 255 cannot be had from afar; what has less is dropped, and so is what goes to the host and not to the group.</summary>
    [Theory]
    [InlineData("10.77.0.1", "10.77.0.2")]
    [InlineData("fe80::77:1", "fe80::77:2")]
    public async Task TryReceive_FromAfarOrNotToTheGroup_IsNotHeard(string one, string two)
    {
        await using var hosts = await TwoHosts.MakeAsync();
        using var heard = await OpenAsync(hosts.Two, two, isMulticast: true);
        using var spoken = await OpenAsync(hosts.One, one, isMulticast: true);

        await hosts.One.RunAsync(() => SendFromAfarAsync(IPAddress.Parse(one), spoken.Group));
        Assert.True(spoken.TrySend(Other, IPAddress.Parse(two)));
        Assert.True(spoken.TrySendToGroup(Message));

        Assert.Equal(Hex(Message), (await ReceiveAsync(heard)).Payload);
    }

    [Fact]
    public async Task Open_AddressOfAnother_Throws()
    {
        await using var hosts = await TwoHosts.MakeAsync();

        await Assert.ThrowsAsync<IOException>(() => OpenAsync(hosts.One, "10.77.0.2", isMulticast: true));
    }

    [Fact]
    public async Task TryReceive_Nothing_IsFalseAtOnce()
    {
        await using var hosts = await TwoHosts.MakeAsync();
        using var socket = await OpenAsync(hosts.One, "10.77.0.1", isMulticast: true);

        Assert.False(socket.TryReceive(out _));
        Assert.False(new Readiness([socket]).Wait(TimeSpan.Zero));
    }

    private static Task<VrrpSocket> OpenAsync(TestNamespace host, string source, bool isMulticast) =>
        host.RunAsync(() => Task.FromResult(VrrpSocket.Open(TwoHosts.Link, IPAddress.Parse(source), isMulticast)));

    private static Task<(string Payload, string Source, string Destination, int HopLimit)> ReceiveAsync(
        VrrpSocket socket
    ) =>
        Task.Run(() =>
        {
            Assert.True(new Readiness([socket]).Wait(TimeSpan.FromMinutes(1)), "Nothing came.");
            Assert.True(socket.TryReceive(out var packet));
            return (
                Hex(packet.Payload),
                new IPAddress(packet.Source).ToString(),
                new IPAddress(packet.Destination).ToString(),
                packet.HopLimit
            );
        });

    private static Task SendFromAfarAsync(IPAddress source, IPAddress group)
    {
        var isIPv4 = group.AddressFamily == AddressFamily.InterNetwork;
        using var socket = RawSocket.Open(isIPv4 ? 2 : 10, Protocol);
        socket.UseLink(TwoHosts.Link);
        socket.SetOption(isIPv4 ? 0 : 41, isIPv4 ? 33 : 18, 254);
        // The link is the one the socket uses.
        byte[] to = isIPv4
            ? [2, 0, 0, 0, .. group.GetAddressBytes(), .. new byte[8]]
            : [10, 0, 0, 0, 0, 0, 0, 0, .. group.GetAddressBytes(), 0, 0, 0, 0];
        Assert.True(socket.TrySend(Other, to), source.ToString());
        return Task.CompletedTask;
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
