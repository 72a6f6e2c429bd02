using System.Net;
using Holdfast.Linux.WireGuard;
using Holdfast.Mesh.Daemon;
using Holdfast.Model.Keys;

namespace Holdfast.Mesh.Tests.Daemon;

public sealed class PeerPlanTests
{
    private static readonly IPNetwork Shared = IPNetwork.Parse("10.0.0.1/32");
    private static readonly IPNetwork Other = IPNetwork.Parse("10.0.0.2/32");

    [Fact]
    public void Prefix_MovesInOneStep_AndNothingElseIsTouched()
    {
        var change = Assert.Single(
            Plan([Peer(1, Shared), Peer(2), Peer(3, Other)], [Peer(1), Peer(2, Shared), Peer(3, Other)])
        );

        Assert.Equal(Key(2), change.PublicKey);
        Assert.Equal([Shared], change.AddedAllowedIPs);
        Assert.Null(change.AllowedIPs);
        Assert.Null(change.Endpoint);
        Assert.True(change.UpdateOnly);
    }

    [Fact]
    public void PrefixThatNobodyHolds_IsTakenAway_TheOthersStay()
    {
        var change = Assert.Single(Plan([Peer(1, Shared, Other)], [Peer(1, Other)]));

        Assert.Equal([Own(1), Other], change.AllowedIPs);
    }

    [Fact]
    public void NewPeer_ComesWithAllThatItHolds()
    {
        var change = Assert.Single(Plan([], [Peer(1, Shared)]));

        Assert.False(change.UpdateOnly);
        Assert.NotNull(change.Endpoint);
        Assert.Equal([Own(1), Shared], change.AddedAllowedIPs);
    }

    [Fact]
    public void Peer_ThatIsGone_IsRemovedAfterItsPrefixMoved()
    {
        var changes = Plan([Peer(1, Shared), Peer(2)], [Peer(2, Shared)]);

        Assert.Equal([(Key(2), false), (Key(1), true)], changes.Select(change => (change.PublicKey, change.Remove)));
    }

    [Fact]
    public void Endpoint_ThatChanged_IsSetAlone()
    {
        var moved = Peer(1, Shared) with { Endpoint = IPEndPoint.Parse("192.0.2.9:3211") };

        var change = Assert.Single(Plan([Peer(1, Shared)], [moved]));

        Assert.Equal(moved.Endpoint, change.Endpoint);
        Assert.Empty(change.AddedAllowedIPs);
        Assert.Null(change.AllowedIPs);
    }

    [Fact]
    public void Nothing_ChangesNothing() => Assert.Empty(Plan([Peer(1, Shared)], [Peer(1, Shared)]));

    private static IReadOnlyList<PeerChange> Plan(PlannedPeer[] before, PlannedPeer[] after) =>
        PeerPlan.Changes(before.ToDictionary(peer => peer.Key), after.ToDictionary(peer => peer.Key));

    private static PlannedPeer Peer(byte number, params IPNetwork[] held) =>
        new(Key(number), new IPEndPoint(IPAddress.Parse($"192.0.2.{number}"), 3211), Own(number), held.ToHashSet());

    private static IPNetwork Own(byte number) => IPNetwork.Parse($"fd00::{number}/128");

    private static WireGuardKey Key(byte number) => new(Enumerable.Repeat(number, WireGuardKey.Length).ToArray());
}
