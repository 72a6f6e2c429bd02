using System.Net;
using Holdfast.Link.Messages;
using Holdfast.Node.Sessions;
using Holdfast.Testing;

namespace Holdfast.Node.Tests.Sessions;

public class SessionTrackerTests
{
    private readonly TestClock _clock = new();
    private readonly Sink _sink = new();

    [Fact]
    public void End_OfASession_TellsTheReason()
    {
        var tracker = Tracker();
        tracker.Observe(OpenVpn(1));

        tracker.End(Id(1), SessionEnds.Expired);
        tracker.End(Id(1), SessionEnds.Removed);

        Assert.Equal(SessionEnds.Expired, Assert.Single(_sink.Events.OfType<SessionEnded>()).Reason);
    }

    [Fact]
    public void Observe_SameConnectionAfterTheEnd_CountsItNotAgain()
    {
        var tracker = Tracker();
        tracker.Observe(OpenVpn(1));
        tracker.End(Id(1), SessionEnds.Removed);

        tracker.Observe(OpenVpn(1));
        tracker.Observe(OpenVpn(1) with { Connected = false });

        Assert.Single(_sink.Events.OfType<SessionStarted>());
        Assert.Single(_sink.Events.OfType<SessionEnded>());
    }

    [Fact]
    public void Observe_AnotherConnectionAfterTheEnd_IsAnotherSession()
    {
        var tracker = Tracker();
        tracker.Observe(OpenVpn(1));
        tracker.End(Id(1), SessionEnds.Removed);

        tracker.Observe(OpenVpn(1) with { Counter = "2" });

        Assert.Equal(2, _sink.Events.OfType<SessionStarted>().Count());
    }

    [Fact]
    public void Observe_SameConnectionLongAfterTheEnd_IsAnotherSession()
    {
        var tracker = Tracker();
        tracker.Observe(OpenVpn(1));
        tracker.End(Id(1), SessionEnds.Expired);
        _clock.Advance(TimeSpan.FromMinutes(2));

        tracker.Observe(OpenVpn(1));

        Assert.Equal(2, _sink.Events.OfType<SessionStarted>().Count());
    }

    [Fact]
    public void Observe_WireGuardPeerThatCameBack_IsAnotherSession()
    {
        var tracker = Tracker();
        var seen = OpenVpn(1) with { LastHandshake = _clock.GetUtcNow() };
        tracker.Observe(seen);
        tracker.End(Id(1), SessionEnds.Expired);

        tracker.Observe(seen);

        Assert.Equal(2, _sink.Events.OfType<SessionStarted>().Count());
    }

    [Fact]
    public void End_NoSession_SaysNothing()
    {
        Tracker().End(Id(1), SessionEnds.Removed);

        Assert.Empty(_sink.Events);
    }

    [Fact]
    public void Keep_SomeAreGone_EndsTheirSessions()
    {
        var tracker = Tracker();
        tracker.Observe(OpenVpn(1));
        tracker.Observe(OpenVpn(2));

        tracker.Keep(id => id == Id(2));

        Assert.Single(_sink.Events.OfType<SessionEnded>());
        Assert.Equal(1, tracker.Counts()["hf1-ou0"]);
    }

    [Fact]
    public void Observe_AfterResume_GoesOnWithTheSession()
    {
        var first = Tracker();
        first.Observe(OpenVpn(1));
        var session = _sink.Sessions[^1]!;

        var second = new SessionTracker([session], _sink, new SessionRules(), _clock);
        second.Observe(OpenVpn(1));

        Assert.Single(_sink.Events);
        Assert.Equal(1, second.Counts()["hf1-ou0"]);
    }

    private SessionTracker Tracker() => new([], _sink, new SessionRules(), _clock);

    private static Guid Id(int number) => new(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static Observation OpenVpn(int number) =>
        new(
            Id(number),
            "p",
            "hf1-ou0",
            "1",
            1,
            2,
            Connected: true,
            IPAddress.Loopback,
            IPAddress.IPv6Loopback,
            null,
            null
        );

    private sealed class Sink : IEventSink
    {
        public List<NodeEvent> Events { get; } = [];

        public List<Session?> Sessions { get; } = [];

        public void Add(NodeEvent happened, Session? session)
        {
            Events.Add(happened);
            Sessions.Add(session);
        }
    }
}
