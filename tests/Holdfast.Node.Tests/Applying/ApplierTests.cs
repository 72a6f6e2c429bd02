using System.Collections.Concurrent;
using Holdfast.Link.Messages;
using Holdfast.Model.DesiredState;
using Holdfast.Node.Applying;
using Holdfast.Node.Sessions;
using Holdfast.Node.State;
using Holdfast.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Node.Tests.Applying;

public sealed class ApplierTests : IDisposable
{
    private static readonly ApplierOptions Quick = new()
    {
        Tick = TimeSpan.FromMilliseconds(20),
        FirstPause = TimeSpan.FromMilliseconds(5),
        LongestPause = TimeSpan.FromMilliseconds(20),
        ReconcileEvery = TimeSpan.FromSeconds(30),
        ApplyTimeout = TimeSpan.FromMilliseconds(300),
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Take_Delta_IsAppliedStoredAndAnswered()
    {
        var plane = new FakePlane();
        await using var node = Start([plane]);
        await node.SnapshotAsync(new(1, 1), 1, 2);

        var answer = await node.DeltaAsync(new(1, 1), new(1, 2), Peer(3));

        Assert.Equal(new Revision(1, 2), Assert.IsType<Applied>(answer).Revision);
        Assert.Equal(3, plane.Peers.Count);
        await node.DisposeAsync();
        Assert.Equal(new Revision(1, 2), (await StoredAsync()).Desired.Revision);
    }

    [Fact]
    public async Task Take_DeltaWithAGap_AsksForEverything()
    {
        await using var node = Start([new FakePlane()]);
        await node.SnapshotAsync(new(1, 1), 1);

        var answer = await node.DeltaAsync(new(1, 5), new(1, 6), Peer(3));

        Assert.Equal(new Revision(1, 1), Assert.IsType<ResyncRequest>(answer).Applied);
    }

    [Fact]
    public async Task Take_OlderSnapshot_IsAnsweredWithWhatWeHave()
    {
        var plane = new FakePlane();
        await using var node = Start([plane]);
        await node.SnapshotAsync(new(1, 9), 1, 2);

        var answer = await node.SnapshotAsync(new(1, 8), 7);

        Assert.Equal(new Revision(1, 9), answer.Revision);
        Assert.Equal(2, plane.Peers.Count);
    }

    [Fact]
    public async Task Run_AfterARestart_ReconcilesWithoutAnyPortal()
    {
        await using (var before = Start([new FakePlane()]))
        {
            await before.SnapshotAsync(new(1, 1), 1, 2, 3);
        }

        var plane = new FakePlane();
        await using var node = Start([plane]);

        await EventuallyAsync(() => plane.Peers.Count == 3);
    }

    [Fact]
    public async Task Run_NothingKnown_TouchesNothing()
    {
        var plane = new FakePlane();
        await using var node = Start([plane], Quick with { ReconcileEvery = TimeSpan.FromMilliseconds(10) });

        node.Applier.Report("a test says so");
        await node.DeltaAsync(new(1, 1), new(1, 2), Peer(1));

        Assert.Equal(0, plane.Reconciles + plane.Applies);
    }

    [Fact]
    public async Task Run_DamagedState_TouchesNothingUntilAPortalSpoke()
    {
        await using (var before = Start([new FakePlane()]))
        {
            await before.SnapshotAsync(new(1, 1), 1, 2, 3);
        }

        await File.WriteAllTextAsync(_folder["state.snapshot"], "damage");
        var plane = new FakePlane();
        await using var node = Start([plane]);
        Assert.Equal(Revision.None, node.Applier.Applied.Revision);
        Assert.Equal(0, plane.Reconciles);

        await node.SnapshotAsync(new(1, 1), 1, 2, 3);

        Assert.Equal(1, plane.Reconciles);
        Assert.Equal(3, plane.Peers.Count);
    }

    [Fact]
    public async Task Take_PeerIsRefused_SaysWhichAndTellsWhenItWorks()
    {
        var refuses = true;
        var plane = new FakePlane { Refuses = id => refuses && id == Some.Id(2) };
        await using var node = Start([plane]);

        var applied = await node.SnapshotAsync(new(1, 1), 1, 2);

        Assert.Equal(Some.Id(2), Assert.Single(applied.Failures).ConfigurationId);
        refuses = false;
        await EventuallyAsync(() => node.Applier.Applied.Failures.Count == 0);
        Assert.Equal(2, plane.Peers.Count);
    }

    [Fact]
    public async Task Take_PlaneThrows_NoConfigurationIsTakenForLive()
    {
        var plane = new FakePlane();
        await using var node = Start([plane]);
        await node.SnapshotAsync(new(1, 1), 1);
        plane.Faultiness = 100;

        var answer = await node.DeltaAsync(new(1, 1), new(1, 2), Peer(5));

        Assert.Contains(Assert.IsType<Applied>(answer).Failures, f => f.ConfigurationId == Some.Id(5));
        plane.Faultiness = 0;
        await EventuallyAsync(() => plane.Peers.ContainsKey(Some.Id(5)) && node.Applier.Applied.Failures.Count == 0);
    }

    [Fact]
    public async Task Take_PlaneHangs_OthersGoOn()
    {
        var stuck = new FakePlane();
        var good = new FakePlane();
        await using var node = Start([stuck, good]);
        await node.SnapshotAsync(new(1, 1), 1);
        var release = new TaskCompletionSource();
        stuck.Before = _ => release.Task;

        var answer = await node.DeltaAsync(new(1, 1), new(1, 2), Peer(5));
        var next = await node.DeltaAsync(new(1, 2), new(1, 3), Peer(6));

        Assert.Contains(Assert.IsType<Applied>(answer).Failures, f => f.ConfigurationId == Some.Id(5));
        Assert.Equal(new Revision(1, 3), Assert.IsType<Applied>(next).Revision);
        Assert.Equal(3, good.Peers.Count);
        release.SetResult();
        await EventuallyAsync(() => stuck.Peers.Count == 3 && node.Applier.Applied.Failures.Count == 0);
    }

    [Fact]
    public async Task Run_PeerExpires_IsRemovedAtThatMomentAndStaysSo()
    {
        var plane = new FakePlane();
        await using var node = Start([plane]);
        await node.SnapshotAsync(new(1, 1), 1);
        var soon = TimeProvider.System.GetUtcNow().AddMilliseconds(300);
        await node.DeltaAsync(new(1, 1), new(1, 2), Some.Peer(2, soon));
        Assert.Equal(2, plane.Peers.Count);

        await EventuallyAsync(() => plane.Peers.Count == 1);

        Assert.InRange((TimeProvider.System.GetUtcNow() - soon).TotalMilliseconds, 0, 2000);
        Assert.Equal([(Some.Id(2), SessionEnds.Expired)], node.Ends.Ended);
        await node.DisposeAsync();
        Assert.Contains(Some.Id(2), (await StoredAsync()).Lapsed.Keys);
    }

    [Fact]
    public async Task Take_ConfigurationRemoved_EndsItsSession()
    {
        await using var node = Start([new FakePlane()]);
        await node.SnapshotAsync(new(1, 1), 1, 2);

        await node.OfferAsync(
            new Delta(
                new()
                {
                    From = new(1, 1),
                    To = new(1, 2),
                    Removed = [Some.Id(2)],
                }
            )
        );

        Assert.Equal([(Some.Id(2), SessionEnds.Removed)], node.Ends.Ended);
    }

    [Fact]
    public async Task Report_PlaneForgotEverything_IsMendedAtOnce()
    {
        var plane = new FakePlane();
        await using var node = Start([plane]);
        await node.SnapshotAsync(new(1, 1), 1, 2);
        plane.Forget();

        node.Applier.Report("it died");

        await EventuallyAsync(() => plane.Peers.Count == 2);
    }

    [Fact]
    public async Task Take_DiskTakesNothing_AppliesAndSaysThatItIsNotStored()
    {
        var plane = new FakePlane();
        await using var node = Start([plane]);
        await node.SnapshotAsync(new(1, 1), 1);
        var aside = _folder.Path + "-aside";
        Directory.Move(_folder.Path, aside);

        var applied = await node.SnapshotAsync(new(1, 2), 1, 2);

        Assert.Equal(2, plane.Peers.Count);
        Assert.Equal("HF-1604", Assert.Single(applied.Failures).ProblemId);
        Directory.Move(aside, _folder.Path);
        await EventuallyAsync(() => node.Applier.Applied.Failures.Count == 0);
        await node.DisposeAsync();
        Assert.Equal(new Revision(1, 2), (await StoredAsync()).Desired.Revision);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Run_AnyScheduleOfFaultsCrashesAndPortals_RealIsDesiredInTheEnd(int seed)
    {
        var some = new Some(seed);
        var planes = new[] { new FakePlane(seed), new FakePlane(seed + 100) };
        var desired = some.State(Far) with { Revision = new(1, 1) };
        var history = new List<NodeDelta>();
        for (var life = 0; life < 4; life++)
        {
            await using var node = Start(planes, Quick with { ReconcileEvery = TimeSpan.FromMilliseconds(100) });
            Array.ForEach(planes, p => p.Faultiness = some.Number(60));
            node.Post(Whole(desired));
            for (var step = 0; step < 40; step++)
            {
                var delta = some.Delta(desired.Revision, Far);
                desired = desired.With(delta);
                history.Add(delta);
                Misbehave(some, node, planes, history, desired);
            }

            node.Post(Whole(desired));
            Array.ForEach(planes, p => p.Faultiness = 0);
            await EventuallyAsync(() =>
                planes.All(p => p.Is(desired))
                && node.Applier.Applied is { Failures.Count: 0 } applied
                && applied.Revision == desired.Revision
            );
        }

        SameState.Assert(desired, (await StoredAsync()).Desired);
    }

    /// <summary>Deadlines that no test lives to see.</summary>
    private static DateTimeOffset Far => TimeProvider.System.GetUtcNow().AddDays(1);

    private static WireGuardPeer Peer(int number) => Some.Peer(number, Far);

    private static void Misbehave(Some some, Node node, FakePlane[] planes, List<NodeDelta> history, NodeState desired)
    {
        switch (some.Number(10))
        {
            case 0:
                node.Post(new Delta(history[some.Number(history.Count)]));
                break;
            case 1:
                node.Post(Whole(desired));
                break;
            case 2:
                planes[some.Number(planes.Length)].Forget();
                node.Applier.Report("it forgot");
                break;
            case 3:
                break;
            default:
                node.Post(new Delta(history[^1]));
                break;
        }
    }

    private static Snapshot Whole(NodeState state) =>
        new(
            state.Revision,
            [.. state.Services.Values],
            [.. state.Peers.Values],
            [.. state.Clients.Values],
            state.Draining
        );

    private async Task<StoredState> StoredAsync()
    {
        var (journal, stored) = StateJournal.Open(_folder.Path, TimeProvider.System);
        await journal.DisposeAsync();
        return stored;
    }

    private Node Start(IReadOnlyList<IDataPlane> planes, ApplierOptions? options = null)
    {
        var (journal, stored) = StateJournal.Open(_folder.Path, TimeProvider.System);
        return new Node(planes, journal, stored, options ?? Quick);
    }

    private static async Task EventuallyAsync(Func<bool> condition)
    {
        // Ten seconds were too few once, beside many other processes.
        var began = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(60), "Waited in vain.");
            await Task.Delay(5);
        }
    }

    private sealed class Node : IAsyncDisposable
    {
        private readonly CancellationTokenSource _ending = new();
        private readonly StateJournal _journal;
        private readonly Task _running;
        private readonly ConcurrentQueue<LinkMessage> _answers = [];
        private readonly IDisposable _listening;
        private bool _disposed;

        public Node(IReadOnlyList<IDataPlane> planes, StateJournal journal, StoredState stored, ApplierOptions options)
        {
            _journal = journal;
            Applier = new([planes], journal, stored, Ends, options, TimeProvider.System, NullLogger<Applier>.Instance);
            _listening = Applier.Listen(_answers.Enqueue);
            _running = Applier.RunAsync(_ending.Token);
        }

        public Applier Applier { get; }

        public EndsSeen Ends { get; } = new();

        public void Post(LinkMessage message) => Applier.Take(new Offer(message, _answers.Enqueue));

        public async Task<LinkMessage> OfferAsync(LinkMessage message)
        {
            var revision = message is Snapshot s ? s.Revision : ((Delta)message).Changes.To;
            _answers.Clear();
            Post(message);
            LinkMessage? answer = null;
            await EventuallyAsync(() =>
                (
                    answer = _answers.LastOrDefault(a =>
                        a is ResyncRequest || a is Applied applied && applied.Revision >= revision
                    )
                )
                    is not null
            );
            return answer!;
        }

        public async Task<Applied> SnapshotAsync(Revision revision, params int[] peers) =>
            Assert.IsType<Applied>(
                await OfferAsync(new Snapshot(revision, [Some.Services("default")], [.. peers.Select(Peer)], []))
            );

        public Task<LinkMessage> DeltaAsync(Revision from, Revision to, WireGuardPeer peer) =>
            OfferAsync(
                new Delta(
                    new NodeDelta
                    {
                        From = from,
                        To = to,
                        Peers = [peer],
                    }
                )
            );

        public async ValueTask DisposeAsync()
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            await _ending.CancelAsync();
            await _running;
            _listening.Dispose();
            await _journal.DisposeAsync();
            _ending.Dispose();
        }
    }

    private sealed class EndsSeen : IConfigurationEnds
    {
        public List<(Guid, string)> Ended { get; } = [];

        public void End(Guid configurationId, string reason) => Ended.Add((configurationId, reason));

        public void Keep(Func<Guid, bool> isThere) { }
    }
}
