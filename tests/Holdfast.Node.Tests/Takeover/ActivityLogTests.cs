using System.Net;
using Holdfast.Linux.WireGuard;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Keys;
using Holdfast.Node.Takeover;

namespace Holdfast.Node.Tests.Takeover;

public sealed class ActivityLogTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly IPEndPoint Home = new(IPAddress.Parse("192.0.2.7"), 1000);
    private static readonly WireGuardPeer Peer = new()
    {
        ConfigurationId = Guid.CreateVersion7(),
        ProfileId = "default",
        PublicKey = new WireGuardKey(new byte[32]),
        Address4 = IPAddress.Parse("10.0.0.2"),
        Address6 = IPAddress.Parse("fd00::2"),
        ExpiresAt = Noon.AddDays(1),
    };

    private static readonly TimeSpan Start = TimeSpan.FromHours(1);

    [Fact]
    public void Look_AtFirst_WhoHasASessionWasActiveThen()
    {
        var seen = Assert.Single(new ActivityLog().Look([(Peer, State(100, Noon.AddSeconds(-50), Home))], Start, Noon));

        Assert.Equal(new Sighting(Peer.ConfigurationId, Home, Start - TimeSpan.FromSeconds(50)), seen);
    }

    [Fact]
    public void Look_WithoutSessionOrEndpoint_IsNothing() =>
        Assert.Empty(
            new ActivityLog().Look([(Peer, State(100, null, Home)), (Peer, State(100, Noon, null))], Start, Noon)
        );

    [Theory]
    [InlineData(100, 0, 1000, false)]
    [InlineData(101, 0, 1000, true)]
    [InlineData(100, 5, 1000, true)]
    [InlineData(100, 0, 1001, true)]
    public void Look_Again_OnlyWhoDidSomething(long received, int handshakeLater, int port, bool isSeen)
    {
        var log = new ActivityLog();
        log.Look([(Peer, State(100, Noon, Home))], Start, Noon);

        var later = State(received, Noon.AddSeconds(handshakeLater), new(Home.Address, port));
        var seen = log.Look([(Peer, later)], Start + TimeSpan.FromSeconds(10), Noon.AddSeconds(10));

        Assert.Equal(isSeen ? [Start + TimeSpan.FromSeconds(10)] : [], seen.Select(one => one.ActiveAt));
    }

    [Fact]
    public void Look_PeerWasAway_BeginsAnew()
    {
        var log = new ActivityLog();
        log.Look([(Peer, State(100, Noon, Home))], Start, Noon);
        log.Look([], Start, Noon);

        Assert.Single(log.Look([(Peer, State(100, Noon, Home))], Start, Noon));
    }

    private static PeerState State(long received, DateTimeOffset? handshake, IPEndPoint? endpoint) =>
        new(Peer.PublicKey, null, endpoint, [], handshake, received, 0, 0);
}
