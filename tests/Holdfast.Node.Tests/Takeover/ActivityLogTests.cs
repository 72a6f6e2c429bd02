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

    [Fact]
    public void Ahead_ByItsAnswer_WithoutTheWay()
    {
        // Asked at noon by our clock; its clock is 2 s ahead, the way takes 10 ms each, it answers after 300 ms.
        var answer = new SyncMessage
        {
            Member = 2,
            HeardSentAt = Noon,
            HeardBefore = TimeSpan.FromMilliseconds(300),
            SentAt = Noon.AddMilliseconds(2000 + 10 + 300),
        };

        var offset = ClockOffset.Of(answer, Noon.AddMilliseconds(320))!.Value;

        Assert.Equal(TimeSpan.FromSeconds(2), offset.Ahead);
        Assert.Equal(TimeSpan.FromMilliseconds(20), offset.RoundTrip);
        Assert.Null(ClockOffset.Of(answer with { HeardSentAt = null }, Noon));
    }

    [Theory]
    [InlineData(-2, 0)]
    [InlineData(0.05, 0)]
    [InlineData(2, 2)]
    [InlineData(300, 0)]
    public void Wait_OnlyBehindAClockThatIsALittleAhead(double ahead, double waits)
    {
        var clocks = new ClockWatch();
        clocks.Note(Answer(1, -10), Noon, Start);
        clocks.Note(Answer(2, ahead), Noon, Start);

        Assert.Equal(TimeSpan.FromSeconds(waits), clocks.Wait(Start));
        Assert.Equal(TimeSpan.FromSeconds(ahead), clocks.Ahead(Start));
        Assert.Null(clocks.Ahead(Start + TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public void Note_AfterALongWay_TheBetterOneStays()
    {
        var clocks = new ClockWatch();
        clocks.Note(Answer(2, 1), Noon.AddMilliseconds(1), Start);
        clocks.Note(Answer(2, 1), Noon.AddSeconds(4), Start + TimeSpan.FromSeconds(1));

        Assert.InRange(clocks.Ahead(Start + TimeSpan.FromSeconds(1))!.Value.TotalSeconds, 0.99, 1);
        clocks.Note(Answer(2, 1), Noon.AddSeconds(4), Start + TimeSpan.FromSeconds(9));
        Assert.NotInRange(clocks.Ahead(Start + TimeSpan.FromSeconds(9))!.Value.TotalSeconds, 0.99, 1);
    }

    /// <summary>It came at once.</summary>
    private static SyncMessage Answer(byte member, double ahead) =>
        new()
        {
            Member = member,
            HeardSentAt = Noon,
            SentAt = Noon.AddSeconds(ahead),
        };

    private static PeerState State(long received, DateTimeOffset? handshake, IPEndPoint? endpoint) =>
        new(Peer.PublicKey, null, endpoint, [], handshake, received, 0, 0);
}
