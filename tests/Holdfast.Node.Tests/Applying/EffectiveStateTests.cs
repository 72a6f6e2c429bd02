using System.Collections.Immutable;
using Holdfast.Model.DesiredState;
using Holdfast.Node.Applying;

namespace Holdfast.Node.Tests.Applying;

public class EffectiveStateTests
{
    [Fact]
    public void With_AnyDeltasAndAnyClock_IsWhatAtSaysOfTheWhole() =>
        Assert.All(
            Enumerable.Range(0, 300),
            seed =>
            {
                var some = new Some(seed);
                var now = Some.Start;
                var state = EffectiveState.At(some.State(now), now);
                for (var step = 0; step < 12; step++)
                {
                    now = now.AddSeconds(some.Number(8) - 2);
                    var lapsedBefore = state.Lapsed;
                    var desired = state.Desired;
                    state = state.Advance(now);
                    SameState.Assert(EffectiveState.At(desired, lapsedBefore, now).Live, state.Live);
                    var delta = some.Delta(state.Desired.Revision, now);
                    var expected = EffectiveState.At(desired.With(delta), state.Lapsed, now);
                    state = state.With(delta, now);
                    SameState.Assert(expected.Live, state.Live);
                    SameState.Assert(expected.Desired, state.Desired);
                    Assert.Equal(expected.Lapsed.OrderBy(l => l.Key), state.Lapsed.OrderBy(l => l.Key));
                    Assert.Equal(expected.NextDeadline, state.NextDeadline);
                }
            }
        );

    [Fact]
    public void Advance_BeforeTheEnd_ChangesNothing()
    {
        var state = EffectiveState.At(With(Some.Peer(1, Some.Start.AddSeconds(5))), Some.Start);

        Assert.Same(state, state.Advance(Some.Start.AddSeconds(4.999)));
        Assert.Equal(Some.Start.AddSeconds(5), state.NextDeadline);
    }

    [Fact]
    public void Advance_AtTheEnd_TakesThePeerAway()
    {
        var state = EffectiveState.At(With(Some.Peer(1, Some.Start.AddSeconds(5))), Some.Start);

        var after = state.Advance(Some.Start.AddSeconds(5));

        Assert.Empty(after.Live.Peers);
        Assert.Single(after.Desired.Peers);
        Assert.Null(after.NextDeadline);
    }

    [Fact]
    public void With_ClockSteppedBack_DoesNotReviveWhatHasExpired()
    {
        var peer = Some.Peer(1, Some.Start.AddSeconds(5));
        var state = EffectiveState.At(With(peer), Some.Start).Advance(Some.Start.AddSeconds(6));
        var again = new NodeDelta
        {
            From = Revision.None,
            To = new(1, 1),
            Peers = [peer],
        };

        Assert.Empty(state.With(again, Some.Start).Live.Peers);
        Assert.Empty(EffectiveState.At(state.Desired, state.Lapsed, Some.Start).Live.Peers);
    }

    [Fact]
    public void With_LaterEnd_BringsThePeerBack()
    {
        var peer = Some.Peer(1, Some.Start.AddSeconds(5));
        var state = EffectiveState.At(With(peer), Some.Start).Advance(Some.Start.AddSeconds(6));
        var longer = new NodeDelta
        {
            From = Revision.None,
            To = new(1, 1),
            Peers = [peer with { ExpiresAt = Some.Start.AddSeconds(60) }],
        };

        var after = state.With(longer, Some.Start.AddSeconds(7));

        Assert.Single(after.Live.Peers);
        Assert.Empty(after.Lapsed);
        Assert.Equal(Some.Start.AddSeconds(60), after.NextDeadline);
    }

    [Fact]
    public void At_LapsedThatIsNotDesired_IsForgotten()
    {
        var lapsed = ImmutableDictionary<Guid, DateTimeOffset>.Empty.Add(Some.Id(7), Some.Start);

        Assert.Empty(EffectiveState.At(With(Some.Peer(1)), lapsed, Some.Start).Lapsed);
    }

    private static NodeState With(WireGuardPeer peer) =>
        NodeState.Empty with
        {
            Peers = NodeState.Empty.Peers.Add(peer.ConfigurationId, peer),
        };
}
