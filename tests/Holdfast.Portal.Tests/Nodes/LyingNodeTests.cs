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
public sealed class LyingNodeTests : IAsyncLifetime
{
    private readonly PortalWithLiar _stage = new();
    private int _asked;

    public ValueTask InitializeAsync() => _stage.InitializeAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Applied_OfTheFuture_CountsAsWhatItWasTold()
    {
        _stage.Liar.Claims = new Revision(99, 99_999);
        _stage.Liar.Cut();
        await Eventually.TrueAsync(
            "it has said so",
            () => _stage.State.Acknowledgements.Applied > Revision.None && _stage.State.Condition.Linked
        );

        Assert.True(
            _stage.State.Acknowledgements.Applied < new Revision(2, 0),
            $"{_stage.State.Acknowledgements.Applied}"
        );
    }

    [Fact]
    public async Task Link_MessageOfThePortalsOwn_HasNoEffect()
    {
        await _stage.Liar.SayAsync(new EventsStored(Guid.Empty, 5));
        await _stage.Liar.SayAsync(new PortalHello(1, 1, "x", "x", "x"));
        await _stage.Liar.SayStatusAsync();

        await _stage.ConnectAsync();
        Assert.True(_stage.State.Condition.Linked);
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
            await _stage.Liar.SayAsync(new NodeEvents(id, 1 + (i * (long)theirs.Length), theirs));
        }

        await Eventually.TrueAsync(
            "they are taken",
            () => _stage.Liar.Heard.OfType<EventsStored>().Any(s => s.Next == 1 + (5 * theirs.Length))
        );
        var sessions = await _stage.Portal.GetAsync("/sessions");
        Assert.Empty(sessions["items"]!.AsArray());
    }

    [Fact]
    public async Task Link_AcceptsAndNeverAnswers_OthersServeAtOnce()
    {
        _stage.Liar.Silent = true;

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
                using var answer = await app.ConnectAsync(TestApp.NewKey(), "default", PortalWithLiar.WireGuard);
                return !_stage.Liar.State.Peers.IsEmpty;
            }
        );
        var peers = _stage.Liar.State.Peers.Keys.ToList();
        var id = _stage.Portal.Services.GetRequiredService<Portal.Portals.ThisPortal>().Id;
        _stage.Liar.Unheard[id] = true;
        _stage.Liar.Cut();
        await Eventually.TrueAsync("it is away", () => !_stage.State.Condition.Linked);
        await _stage.Portal.DoAsync(HttpMethod.Patch, $"/users/{user}", """{"disabled":true}""");
        var heard = _stage.Liar.Heard.Count;

        _stage.Liar.Unheard.Clear();
        await Eventually.TrueAsync("it is told something", () => _stage.Liar.Heard.Count > heard);

        var first = Assert.IsType<Delta>(_stage.Liar.Heard.ElementAt(heard));
        Assert.Equal(peers.Order(), first.Changes.Removed.Order());
    }

    private int Snapshots() => _stage.Liar.Heard.OfType<Snapshot>().Count();

    private async Task FloodAsync(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await _stage.Liar.SayAsync(new ResyncRequest(Revision.None));
                Interlocked.Increment(ref _asked);
                await _stage.Liar.SayStatusAsync();
            }
        }
        catch (IOException)
        {
            // The portal has had enough.
        }
    }
}
