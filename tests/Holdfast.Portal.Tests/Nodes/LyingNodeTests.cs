using System.Net;
using Holdfast.Link.Messages;
using Holdfast.Model.DesiredState;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing.Waiting;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Portal.Tests.Nodes;

/// <summary>
/// One node that somebody else has taken over, beside one that is honest. Whatever the first says, the second gets its clients, and
/// nobody sees an error.
/// </summary>
public sealed class LyingNodeTests(HonestPortal stage) : IClassFixture<HonestPortal>, IAsyncLifetime
{
    private readonly HonestPortal _stage = stage;
    private GuestNode _guest = null!;
    private int _asked;

    private FakeNode Liar => _guest.Node;

    public async ValueTask InitializeAsync() => _guest = await GuestNode.JoinAsync(_stage.Portal, "second.example");

    public ValueTask DisposeAsync() => _guest.DisposeAsync();

    [Fact]
    public async Task Applied_OfTheFuture_CountsAsWhatItWasTold()
    {
        Liar.Claims = new Revision(99, 99_999);
        Liar.Cut();
        await Eventually.TrueAsync(
            "it has said so",
            () => _guest.State.Acknowledgements.Applied > Revision.None && _guest.State.Condition.Linked
        );

        Assert.True(
            _guest.State.Acknowledgements.Applied < new Revision(2, 0),
            $"{_guest.State.Acknowledgements.Applied}"
        );
    }

    [Fact]
    public async Task Link_MessageOfThePortalsOwn_HasNoEffect()
    {
        await Liar.SayAsync(new EventsStored(Guid.Empty, 5));
        await Liar.SayAsync(new PortalHello(1, 1, "x", "x", "x"));
        await Liar.SayStatusAsync();

        await _stage.ConnectAsync();
        Assert.True(_guest.State.Condition.Linked);
    }

    [Fact]
    public async Task Link_FloodOfRequests_CostsOnlyThatNodeItsTime()
    {
        using var stop = new CancellationTokenSource();
        var before = Snapshots();
        var flood = FloodAsync(stop.Token);

        for (var i = 0; i < 10; i++)
        {
            await _stage.ConnectAsync();
        }

        await Eventually.TrueAsync("it has asked often", () => _asked >= 60);
        Assert.True(_stage.Honest.Condition.Linked);
        Assert.InRange(Snapshots() - before, 1, 40);
        await stop.CancelAsync();
        await flood;
    }

    [Fact]
    public async Task Events_FloodOfSessionsOfOthers_LeavesNothingInTheBooks()
    {
        var id = Guid.CreateVersion7();
        var now = TimeProvider.System.GetUtcNow();
        NodeEvent[] theirs =
        [
            .. Enumerable
                .Range(0, NodeEvents.MostEvents)
                .Select(i => new SessionStarted(
                    now,
                    Guid.CreateVersion7(),
                    Guid.CreateVersion7(),
                    IPAddress.Loopback,
                    IPAddress.IPv6Loopback,
                    null
                )),
        ];
        for (var i = 0; i < 5; i++)
        {
            await Liar.SayAsync(new NodeEvents(id, 1 + (i * (long)theirs.Length), theirs));
        }

        await Eventually.TrueAsync(
            "they are taken",
            () => Liar.Heard.OfType<EventsStored>().Any(s => s.Next == 1 + (5 * theirs.Length))
        );
        var sessions = await _stage.Portal.GetAsync("/sessions");
        Assert.Empty(sessions["items"]!.AsArray());
    }

    [Fact]
    public async Task Link_AcceptsAndNeverAnswers_OthersServeAtOnce()
    {
        Liar.Silent = true;

        for (var i = 0; i < 3; i++)
        {
            Assert.Contains("vpn.example:51820", await _stage.ConnectAsync(), StringComparison.Ordinal);
        }

        Assert.True(_stage.Honest.Condition.Linked);
    }

    [Fact]
    public async Task Disable_WhileTheNodeIsAway_IsTheFirstThingItHears()
    {
        var user = await _stage.Portal.AddUserAsync();
        using var app = _stage.Portal.NewApp();
        await app.AuthorizeAsync(user);
        await Eventually.TrueAsync(
            "it has one of them",
            async () =>
            {
                using var answer = await app.ConnectAsync(TestApp.NewKey(), "default", HonestPortal.WireGuard);
                return !Liar.State.Peers.IsEmpty;
            }
        );
        var peers = Liar.State.Peers.Keys.ToList();
        var id = _stage.Portal.Services.GetRequiredService<Portal.Portals.ThisPortal>().Id;
        Liar.Unheard[id] = true;
        Liar.Cut();
        await Eventually.TrueAsync("it is away", () => !_guest.State.Condition.Linked);
        await _stage.Portal.DoAsync(HttpMethod.Patch, $"/users/{user}", """{"disabled":true}""");
        var heard = Liar.Heard.Count;

        Liar.Unheard.Clear();
        await Eventually.TrueAsync("it is told something", () => Liar.Heard.Count > heard);

        var first = Assert.IsType<Delta>(Liar.Heard.ElementAt(heard));
        Assert.Equal(peers.Order(), first.Changes.Removed.Order());
    }

    private int Snapshots() => Liar.Heard.OfType<Snapshot>().Count();

    private async Task FloodAsync(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await Liar.SayAsync(new ResyncRequest(Revision.None));
                Interlocked.Increment(ref _asked);
                await Liar.SayStatusAsync();
            }
        }
        catch (IOException)
        {
            // The portal has had enough.
        }
    }
}
