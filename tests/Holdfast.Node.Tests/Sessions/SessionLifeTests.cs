using System.Net;
using Holdfast.Link.Messages;
using Holdfast.Node.Sessions;

namespace Holdfast.Node.Tests.Sessions;

public class SessionLifeTests
{
    private static readonly DateTimeOffset Clock = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    private static readonly Guid Configuration = new(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);

    private readonly SessionRules _rules = new();
    private readonly List<NodeEvent> _events = [];
    private SessionLife? _life;
    private TimeSpan _now;

    [Fact]
    public void Observe_PeerWithoutHandshake_IsNoSession()
    {
        Look(0, 0, handshake: null);
        Look(0, 148, handshake: null);

        Assert.Empty(_events);
    }

    [Fact]
    public void Observe_FirstHandshake_StartsASession()
    {
        Look(0, 0, handshake: null);
        Look(180, 92, handshake: 5);

        var started = Assert.IsType<SessionStarted>(Assert.Single(_events));
        Assert.Equal(Configuration, started.ConfigurationId);
        Assert.Equal(272, _life!.Session!.Total);
    }

    [Fact]
    public void Observe_OldHandshakeAtFirstSight_IsNoSession()
    {
        Look(5000, 5000, handshake: -600);

        Assert.Empty(_events);
    }

    [Fact]
    public void Observe_RecentHandshakeAtFirstSight_StartsWithoutTheBytesOfBefore()
    {
        Look(5000, 6000, handshake: -60);
        Look(5500, 6100, handshake: -60);

        Assert.Single(_events);
        Assert.Equal(500, _life!.Session!.Received);
        Assert.Equal(100, _life.Session.Sent);
    }

    [Fact]
    public void Observe_OnlySentGrows_IsIdleAfterThreeMinutes()
    {
        Start();
        for (var i = 0; i < 36; i++)
        {
            Look(180, 100 + i, handshake: 5);
        }

        var ended = Assert.IsType<SessionEnded>(_events[^1]);
        Assert.Equal(SessionEnds.Idle, ended.Reason);
        Assert.Null(_life!.Session);
    }

    [Fact]
    public void Observe_NobodyLookedForHours_EndsNothing()
    {
        Start();
        _now += TimeSpan.FromHours(5);
        Look(180, 92, handshake: 5);

        Assert.DoesNotContain(_events, e => e is SessionEnded);
    }

    [Fact]
    public void Observe_ReceivedGrows_NeverEnds()
    {
        Start();
        for (var i = 0; i < 200; i++)
        {
            Look(200 + i, 92, handshake: 5);
        }

        Assert.DoesNotContain(_events, e => e is SessionEnded);
    }

    [Fact]
    public void Observe_HandshakeThatLooksOlder_CountsAsActivity()
    {
        Start();
        for (var i = 0; i < 100; i++)
        {
            Look(180, 92, handshake: -i);
        }

        Assert.DoesNotContain(_events, e => e is SessionEnded);
    }

    [Theory]
    [InlineData("1", 10, 20)]
    [InlineData("2", 10, 20)]
    [InlineData("2", 5000, 6000)]
    public void Observe_CountersBeganAgain_TotalsGoOn(string life, long received, long sent)
    {
        Look(0, 0, handshake: null);
        Look(1000, 2000, handshake: 5);
        Look(received, sent, handshake: null, life);
        Look(received + 1, sent + 2, handshake: null, life);

        Assert.DoesNotContain(_events, e => e is SessionEnded);
        Assert.Equal(1000 + received + 1, _life!.Session!.Received);
        Assert.Equal(2000 + sent + 2, _life.Session.Sent);
    }

    [Fact]
    public void Observe_AnyCounters_TotalsNeverShrink()
    {
        var random = new Random(4);
        Look(0, 0, handshake: null);
        Look(1, 1, handshake: 1);
        var before = _life!.Session!;
        for (var i = 0; i < 5000; i++)
        {
            Look(random.Next(1000), random.Next(1000), handshake: random.Next(3), random.Next(50) == 0 ? "x" + i : "1");
            var session = _life!.Session;
            if (session is null || session.SessionId != before.SessionId)
            {
                before = session ?? before;
                continue;
            }

            Assert.True(session.Received >= before.Received && session.Sent >= before.Sent);
            before = session;
        }
    }

    [Fact]
    public void Observe_MuchTraffic_IsToldEveryThirtySeconds()
    {
        Start();
        for (var i = 0; i < 60; i++)
        {
            Look(200 + (i * 1000), 92, handshake: 5);
        }

        Assert.InRange(_events.OfType<SessionCounted>().Count(), 9, 10);
    }

    [Fact]
    public void Observe_Gone_EndsWithTheLastTotals()
    {
        Start();
        Look(500, 600, handshake: 5);

        See(700, 800, handshake: 5, "1", connected: false, reason: "killed");

        var ended = Assert.IsType<SessionEnded>(_events[^1]);
        Assert.Equal("killed", ended.Reason);
        Assert.Equal(1500, ended.Received + ended.Sent);
        Assert.Null(_life);
    }

    [Fact]
    public void Observe_OpenVpnClient_IsInUseAsLongAsItIsConnected()
    {
        SeeOpenVpn(0, 0);
        for (var i = 0; i < 100; i++)
        {
            SeeOpenVpn(10, 10);
        }

        Assert.IsType<SessionStarted>(_events[0]);
        Assert.DoesNotContain(_events, e => e is SessionEnded);
        Assert.Equal(20, _life!.Session!.Total);
    }

    [Fact]
    public void Observe_OpenVpnClientThatCameBack_CountsEachConnectionOnce()
    {
        SeeOpenVpn(1000, 100);
        SeeOpenVpn(0, 0, life: "2");
        SeeOpenVpn(1000, 100, connected: false);
        SeeOpenVpn(300, 30, life: "2");

        Assert.IsType<SessionStarted>(Assert.Single(_events));
        Assert.Equal((1300, 130), (_life!.Session!.Received, _life.Session.Sent));
    }

    [Fact]
    public void Observe_FormerConnectionIsStillListed_CountsItOnce()
    {
        SeeOpenVpn(1000, 100);
        for (var i = 1; i <= 3; i++)
        {
            SeeOpenVpn(100 * i, 10 * i, life: "2");
            SeeOpenVpn(1000, 100);
        }

        Assert.Single(_events);
        Assert.Equal((1300, 130), (_life!.Session!.Received, _life.Session.Sent));
    }

    [Fact]
    public void Observe_OpenVpnClientGoesToAnotherProcess_IsAnotherSessionThere()
    {
        SeeOpenVpn(1000, 100);
        for (var i = 1; i <= 3; i++)
        {
            SeeOpenVpn(100 * i, 10 * i, life: "2", device: "hf1-ot0");
            SeeOpenVpn(1000, 100);
        }

        SeeOpenVpn(1000, 100, connected: false);
        SeeOpenVpn(300, 30, life: "2", connected: false, device: "hf1-ot0");

        Assert.Equal([1000, 300], _events.OfType<SessionEnded>().Select(ended => ended.Received));
        Assert.Equal(2, _events.OfType<SessionStarted>().Count());
    }

    [Fact]
    public void Observe_ActiveAgainAfterIdle_IsANewSession()
    {
        Observe_OnlySentGrows_IsIdleAfterThreeMinutes();
        var total = _events.OfType<SessionEnded>().Single();

        Look(400, 300, handshake: 900);

        var second = _events.OfType<SessionStarted>().Last();
        Assert.NotEqual(total.SessionId, second.SessionId);
        Assert.Equal(220, _life!.Session!.Received);
    }

    [Fact]
    public void Resume_CountersWentOn_CountsWhatPassedMeanwhile()
    {
        Start();
        var session = _life!.Session!;
        _life = SessionLife.Resume(session, TimeSpan.Zero);

        Look(1180, 92, handshake: 99);

        Assert.Single(_events);
        Assert.Equal(session.SessionId, _life.Session!.SessionId);
        Assert.Equal(1180, _life.Session.Received);
    }

    private void Start()
    {
        Look(0, 0, handshake: null);
        Look(180, 92, handshake: 5);
    }

    private void Look(long received, long sent, int? handshake, string life = "1") =>
        See(received, sent, handshake, life, connected: true, reason: null);

    private void See(long received, long sent, int? handshake, string life, bool connected, string? reason) =>
        Observe(
            received,
            sent,
            life,
            connected,
            handshake is { } s ? Clock.AddSeconds(s) : Observation.NoHandshake,
            reason
        );

    private void SeeOpenVpn(
        long received,
        long sent,
        string life = "1",
        bool connected = true,
        string device = "hf1-ou0"
    ) => Observe(received, sent, life, connected, null, null, device);

    private void Observe(
        long received,
        long sent,
        string life,
        bool connected,
        DateTimeOffset? handshake,
        string? reason,
        string device = "hf1-wg"
    )
    {
        _now += TimeSpan.FromSeconds(5);
        var (v4, v6) = (IPAddress.Parse("10.0.0.2"), IPAddress.Parse("fd00::2"));
        var seen = new Observation(
            Configuration,
            "p",
            device,
            life,
            received,
            sent,
            connected,
            v4,
            v6,
            null,
            handshake,
            reason
        );
        (_life, var happened) = SessionLife.Observe(_life, seen, _rules, _now, Clock);
        if (happened is not null)
        {
            _events.Add(happened);
        }
    }
}
