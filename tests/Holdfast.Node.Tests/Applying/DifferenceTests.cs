using Holdfast.Model.DesiredState;
using Holdfast.Node.Applying;

namespace Holdfast.Node.Tests.Applying;

public class DifferenceTests
{
    private static IEnumerable<int> Seeds => Enumerable.Range(0, 200);

    [Fact]
    public void Between_AnyTwoStates_LeadsFromOneToTheOther()
    {
        Assert.All(
            Seeds,
            seed =>
            {
                var some = new Some(seed);
                var (before, after) = (some.State(Some.Start), some.State(Some.Start));

                SameState.Assert(after, Follow(before, Difference.Between(before, after), after.Revision));
            }
        );
    }

    [Fact]
    public void Between_StateAndItself_IsEmpty() =>
        Assert.All(
            Seeds,
            seed =>
            {
                var state = new Some(seed).State(Some.Start);
                var copy = NodeState.Empty.With(
                    new NodeDelta
                    {
                        From = Revision.None,
                        To = state.Revision,
                        Services = [.. state.Services.Values.Select(s => s with { OpenVpn = [] })],
                        Peers = [.. state.Peers.Values.Select(p => p with { })],
                        Clients = [.. state.Clients.Values.Select(c => c with { })],
                        Draining = state.Draining,
                    }
                );

                Assert.True(Difference.Between(state, copy).IsEmpty);
            }
        );

    [Fact]
    public void Between_OnlyTouchedNamed_IsTheSameAsEverything() =>
        Assert.All(
            Seeds,
            seed =>
            {
                var some = new Some(seed);
                var before = some.State(Some.Start);
                var delta = some.Delta(before.Revision, Some.Start);
                var after = before.With(delta);

                var quick = Difference.Between(before, after, EffectiveState.Touched(delta));

                var full = Difference.Between(before, after);
                Assert.Equal(
                    Ids(full.Peers.Select(p => p.ConfigurationId)),
                    Ids(quick.Peers.Select(p => p.ConfigurationId))
                );
                Assert.Equal(full.RemovedPeers.ToHashSet(), [.. quick.RemovedPeers]);
                Assert.Equal(full.Clients.ToHashSet(), [.. quick.Clients]);
                Assert.Equal(full.RemovedClients.ToHashSet(), [.. quick.RemovedClients]);
                Assert.Equal(full.Services.Count, quick.Services.Count);
            }
        );

    [Fact]
    public void Between_KeyChanged_NamesTheOldFormToo()
    {
        var old = Some.Peer(1);
        var now = old with { PublicKey = Some.Key(99) };

        var difference = Difference.Between(With(old), With(now));

        Assert.Equal([now], difference.Peers);
        Assert.Equal([old], difference.RemovedPeers);
    }

    [Fact]
    public void Between_OnlyTheEndChanged_RemovesNothing()
    {
        var old = Some.Peer(1);

        var difference = Difference.Between(With(old), With(old with { ExpiresAt = Some.Start.AddDays(1) }));

        Assert.Empty(difference.RemovedPeers);
        Assert.Single(difference.Peers);
    }

    [Fact]
    public void Between_ProfileMoved_NamesTheOldFormToo()
    {
        var old = Some.Client(1);
        var before = NodeState.Empty with { Clients = NodeState.Empty.Clients.Add(old.ConfigurationId, old) };
        var now = old with { ProfileId = "other" };
        var after = before with { Clients = before.Clients.SetItem(now.ConfigurationId, now) };

        var difference = Difference.Between(before, after);

        Assert.Equal([now], difference.Clients);
        Assert.Equal([old], difference.RemovedClients);
    }

    [Fact]
    public void Between_OnlyTheDrainBegan_SaysSo()
    {
        var difference = Difference.Between(NodeState.Empty, NodeState.Empty with { Draining = true });

        Assert.True(difference.DrainChanged);
        Assert.False(difference.IsEmpty);
    }

    private static NodeState With(WireGuardPeer peer) =>
        NodeState.Empty with
        {
            Peers = NodeState.Empty.Peers.Add(peer.ConfigurationId, peer),
        };

    private static HashSet<Guid> Ids(IEnumerable<Guid> ids) => [.. ids];

    private static NodeState Follow(NodeState state, StateDifference difference, Revision revision) =>
        state with
        {
            Revision = revision,
            Services = state
                .Services.RemoveRange(difference.RemovedServices.Select(s => s.ProfileId))
                .SetItems(difference.Services.Select(s => KeyValuePair.Create(s.ProfileId, s))),
            Peers = state
                .Peers.RemoveRange(difference.RemovedPeers.Select(p => p.ConfigurationId))
                .SetItems(difference.Peers.Select(p => KeyValuePair.Create(p.ConfigurationId, p))),
            Clients = state
                .Clients.RemoveRange(difference.RemovedClients.Select(c => c.ConfigurationId))
                .SetItems(difference.Clients.Select(c => KeyValuePair.Create(c.ConfigurationId, c))),
            Draining = state.Draining ^ difference.DrainChanged,
        };
}
