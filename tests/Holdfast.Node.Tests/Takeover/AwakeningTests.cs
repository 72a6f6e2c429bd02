using System.Net;
using Holdfast.Node.Takeover;

namespace Holdfast.Node.Tests.Takeover;

public sealed class AwakeningTests
{
    [Fact]
    public void Begin_Many_AtABoundedRateAndInOrder()
    {
        var clients = Clients(4000);
        var awakening = new Awakening(clients, TimeSpan.Zero);
        List<Sighting> begun = [];
        for (var now = TimeSpan.Zero; now < TimeSpan.FromSeconds(2); now += TimeSpan.FromMilliseconds(50))
        {
            var some = awakening.Begin(now);
            begun.AddRange(some);
            _ = awakening.End(some.Select(client => client.ConfigurationId).ToHashSet(), now);
            Assert.True(begun.Count <= (now.TotalSeconds * Awakening.Rate) + Awakening.AtOnce);
        }

        Assert.True(begun.Count >= 2 * Awakening.Rate * 0.95, "It does not dawdle either.");
        Assert.Equal(clients.Take(begun.Count), begun);
    }

    [Fact]
    public void Begin_TimeWasLost_NotAllAtOnce()
    {
        var awakening = new Awakening(Clients(4000), TimeSpan.Zero);

        Assert.Equal(Awakening.Most, awakening.Begin(TimeSpan.FromSeconds(2)).Count);
        Assert.Equal(Awakening.Most, awakening.Begin(TimeSpan.FromSeconds(2)).Count);
    }

    [Fact]
    public void Begin_Few_AllAtOnce() =>
        Assert.Equal(40, new Awakening(Clients(40), TimeSpan.FromHours(1)).Begin(TimeSpan.FromHours(1)).Count);

    [Fact]
    public void Begin_NoAnswer_TwiceMoreAndThenInPeace()
    {
        var clients = Clients(2);
        var awakening = new Awakening(clients, TimeSpan.Zero);
        _ = awakening.Begin(TimeSpan.Zero);
        _ = awakening.End(new HashSet<Guid> { clients[0].ConfigurationId }, Seconds(0.3));

        Assert.Empty(awakening.Begin(Seconds(0.9)));
        Assert.Equal([clients[1]], awakening.Begin(Seconds(1)));
        Assert.Empty(awakening.Begin(Seconds(2.9)));
        Assert.Equal([clients[1]], awakening.Begin(Seconds(3)));
        Assert.Empty(awakening.Begin(Seconds(10)));
        Assert.Empty(awakening.End(new HashSet<Guid>(), Seconds(32.9)));
        Assert.Equal([clients[1].ConfigurationId], awakening.End(new HashSet<Guid>(), Seconds(33)));
        Assert.True(awakening.IsOver);
    }

    [Fact]
    public void Begin_SilentOnesAndNew_TheSilentFirst()
    {
        var clients = Clients(150);
        var awakening = new Awakening(clients, TimeSpan.Zero);
        var first = awakening.Begin(TimeSpan.Zero);

        Assert.Equal([.. first, .. clients.Skip(50).Take(50)], awakening.Begin(Seconds(1)));
    }

    [Fact]
    public void End_AnsweredAndSilent_AreLeftAloneInTime()
    {
        var clients = Clients(2);
        var awakening = new Awakening(clients, TimeSpan.Zero);
        awakening.Begin(TimeSpan.Zero);
        var first = clients[0].ConfigurationId;

        Assert.Empty(awakening.End(new HashSet<Guid>(), TimeSpan.FromSeconds(1)));
        Assert.Equal([first], awakening.End(new HashSet<Guid> { first, Guid.Empty }, TimeSpan.FromSeconds(1)));
        Assert.False(awakening.IsOver);
        Assert.Equal([clients[1].ConfigurationId], awakening.End(new HashSet<Guid>(), Awakening.Patience));
        Assert.True(awakening.IsOver);
    }

    [Fact]
    public void Sightings_TheNewestCounts_TheLatestFirst()
    {
        var (one, two) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var sightings = new Sightings();
        sightings.Note(At(one, 1, 100));
        sightings.Note(At(two, 2, 150));
        sightings.Note(At(one, 3, 200));
        sightings.Note(At(one, 4, 120));

        Assert.Equal([At(one, 3, 200), At(two, 2, 150)], sightings.ActiveSince(Seconds(210)));
        Assert.Equal([At(one, 3, 200)], sightings.ActiveSince(Seconds(150 + 180)));
    }

    [Fact]
    public void Sightings_Swept_HoldNobodyWhoIsGone()
    {
        var one = Guid.CreateVersion7();
        var sightings = new Sightings();
        sightings.Note(At(one, 1, 100));
        sightings.Sweep(Seconds(100 + 181));

        // Were it remembered, what is older would not be taken.
        sightings.Note(At(one, 2, 99));
        Assert.Equal([At(one, 2, 99)], sightings.ActiveSince(Seconds(100)));
    }

    private static Sighting At(Guid id, byte host, double seconds) =>
        new(id, new(new IPAddress([192, 0, 2, host]), 51820), Seconds(seconds));

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static List<Sighting> Clients(int count) =>
        [.. Enumerable.Range(0, count).Select(i => At(new Guid(i, 0, 0, new byte[8]), 1, i))];
}
