using System.Net;
using Holdfast.Mesh.Core;
using Holdfast.Mesh.Core.Events;
using Holdfast.Mesh.Members;

namespace Holdfast.Mesh.Tests.Simulation;

/// <summary>Two servers that share an address, and clients: what the page of the worked example promises, to the millisecond.</summary>
public sealed class ScenarioTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(450);
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(20);
    private readonly World _world = new(new WorldOptions(4), seed: 5);

    public ScenarioTests()
    {
        _world.StartAll();
        _world.Run(TimeSpan.FromSeconds(8));
        Agreement.Require(_world);
    }

    private SimulatedHost Client => _world.Hosts[^1];

    private SimulatedHost Holder => _world.Hosts.Single(host => host.Id == Client.HolderOf(World.Shared));

    private SimulatedHost Standby => _world.Hosts.Take(2).Single(host => host != Holder);

    [Fact]
    public void First_ThatClaims_Holds() => Assert.Equal(0, Holder.Index);

    [Fact]
    public void HolderKilled_ClientsMoveAtOnce_AndTheReturnedStaysBehind()
    {
        var (holder, standby) = (Holder, Standby);
        holder.Kill();
        Assert.InRange(Moves(standby), TimeSpan.FromMilliseconds(200), Soon);

        _world.Run(TimeSpan.FromSeconds(1));
        holder.Start();
        _world.Run(Late);

        Agreement.Require(_world);
        Assert.Equal(standby, Holder);
    }

    [Fact]
    public void HolderFrozen_ClientsMoveAtOnce_AndItLearnsThatItLost()
    {
        var (holder, standby) = (Holder, Standby);
        holder.Freeze();
        Assert.True(Moves(standby) <= Soon);

        _world.Run(TimeSpan.FromSeconds(3));
        holder.Thaw();
        _world.Run(TimeSpan.FromMilliseconds(100));
        Assert.Equal(standby.Id, holder.HolderOf(World.Shared));
        _world.Run(Late);

        Agreement.Require(_world);
        Assert.Equal(standby, Holder);
    }

    [Fact]
    public void HolderMute_ClientsMoveAtOnce()
    {
        var (holder, standby) = (Holder, Standby);
        foreach (var other in _world.Hosts.Where(other => other != holder))
        {
            _world.Cuts.Add((holder.Index, other.Index));
        }

        Assert.True(Moves(standby) <= Soon);
        _world.Run(TimeSpan.FromSeconds(4));
        _world.Cuts.Clear();
        _world.Run(Late);
        Agreement.Require(_world);
    }

    [Fact]
    public void TunnelBroken_OnlyThatClientMoves_AndComesBack()
    {
        var (holder, standby) = (Holder, Standby);
        _world.TunnelCuts.Add((Client.Index, holder.Index));
        Assert.True(Moves(standby) <= Soon);
        _world.Run(TimeSpan.FromSeconds(5));
        Assert.Equal(holder.Id, _world.Hosts[2].HolderOf(World.Shared));

        _world.TunnelCuts.Clear();
        _world.Run(TimeSpan.FromSeconds(4));
        Assert.Equal(standby.Id, Client.HolderOf(World.Shared));
        _world.Run(TimeSpan.FromSeconds(3));
        Assert.Equal(holder.Id, Client.HolderOf(World.Shared));
    }

    /// <summary>A download fills the tunnel, and answers come late.</summary>
    [Fact]
    public void TunnelThatIsFull_MovesNobody_WhileBytesCome()
    {
        var holder = Holder;
        _world.TunnelCuts.Add((Client.Index, holder.Index));
        Carry(holder, TimeSpan.FromMilliseconds(800));
        _world.TunnelCuts.Clear();
        Carry(holder, TimeSpan.FromMilliseconds(500));

        Assert.Equal(holder, Holder);
    }

    /// <summary>Its kernel goes on; who spoke for it does not.</summary>
    [Fact]
    public void TunnelThatOutlivesItsProcess_CarriesUntilTheClientHasMoved()
    {
        var (holder, standby) = (Holder, Standby);
        _world.TunnelCuts.Add((Client.Index, holder.Index));
        Carry(holder, TimeSpan.FromMilliseconds(1400));

        Assert.Equal(standby.Id, Client.HolderOf(World.Shared));
    }

    [Fact]
    public void OneUnreachableMember_DisturbsNobody()
    {
        _world.Cuts.Add((2, 0));
        _world.Cuts.Add((0, 2));
        _world.Run(TimeSpan.FromSeconds(20));

        Assert.Equal(0, Holder.Index);
        Assert.All(
            _world.Hosts,
            host => Assert.All(host.Machine!.Members, m => Assert.NotEqual(HostStatus.Dead, m.Status))
        );
    }

    [Fact]
    public void HolderDrained_ClientsMove_AndItComesBackBehind()
    {
        var (holder, standby) = (Holder, Standby);
        holder.Tell(new DrainAsked(null, Drain: true));
        Assert.True(Moves(standby) < TimeSpan.FromMilliseconds(60));

        holder.Tell(new DrainAsked(null, Drain: false));
        _world.Run(Late);
        Assert.Equal(standby, Holder);
    }

    [Fact]
    public void HolderWhoseServiceFails_LosesItsClaim_AndComesBackBehind()
    {
        var (holder, standby) = (Holder, Standby);
        holder.Tell(new ServiceChecked(World.Shared, IsWell: false));
        Assert.True(Moves(standby) < TimeSpan.FromMilliseconds(60));

        holder.Tell(new ServiceChecked(World.Shared, IsWell: true));
        _world.Run(Late);
        Assert.Equal(standby, Holder);
        Agreement.Require(_world);
    }

    /// <summary>A bad answer may be better than none: it is for the client to see what the service says.</summary>
    [Fact]
    public void AllServicesFail_TheAddressStaysWithOne_AndTheFirstThatRecoversTakesIt()
    {
        var (holder, standby) = (Holder, Standby);
        holder.Tell(new ServiceChecked(World.Shared, IsWell: false));
        Moves(standby);
        standby.Tell(new ServiceChecked(World.Shared, IsWell: false));
        _world.Run(TimeSpan.FromSeconds(10));
        Agreement.Require(_world);

        standby.Tell(new ServiceChecked(World.Shared, IsWell: true));
        Assert.True(Moves(standby) < TimeSpan.FromMilliseconds(60));
    }

    /// <summary>One that is checked and has not answered yet is no better than one that failed.</summary>
    [Fact]
    public void CheckedClaim_ThatNeverAnswered_TakesNothingOver()
    {
        var (holder, standby) = (Holder, Standby);
        standby.Tell(new Claimed(new WantedClaim(World.Shared, Priority: 255, IsChecked: true)));
        _world.Run(Late);
        Assert.Equal(holder, Holder);

        standby.Tell(new ServiceChecked(World.Shared, IsWell: true));
        _world.Run(Late);
        Assert.Equal(standby, Holder);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void MoreSpecific_ThatIsGivenUp_GivesWayToTheWider(bool drain)
    {
        var wide = IPNetwork.Parse("10.0.0.0/31");
        var (holder, standby) = (Holder, Standby);
        standby.Claims = [new(World.Shared), new(wide)];
        standby.Tell(new Withdrawn(World.Shared));
        standby.Tell(new Claimed(new WantedClaim(wide)));
        _world.Run(TimeSpan.FromSeconds(1));
        holder.Tell(drain ? new DrainAsked(null, Drain: true) : new ServiceChecked(World.Shared, IsWell: false));
        _world.Run(TimeSpan.FromMilliseconds(100));

        Assert.Null(Client.HolderOf(World.Shared));
        Assert.Equal(standby.Id, Client.HolderOf(wide));

        standby.Tell(new Withdrawn(wide));
        _world.Run(TimeSpan.FromMilliseconds(100));
        Assert.Equal(holder.Id, Client.HolderOf(World.Shared));
    }

    [Fact]
    public void HolderLeaves_ClientsMove()
    {
        var standby = Standby;
        Holder.Tell(new Leaving());
        Assert.True(Moves(standby) < TimeSpan.FromMilliseconds(60));
    }

    [Fact]
    public void ClaimWithdrawn_ClientsMove_AndWithoutOthersNobodyHolds()
    {
        var (holder, standby) = (Holder, Standby);
        holder.Tell(new Withdrawn(World.Shared));
        Assert.True(Moves(standby) < TimeSpan.FromMilliseconds(60));

        standby.Tell(new Withdrawn(World.Shared));
        _world.Run(TimeSpan.FromMilliseconds(60));
        Assert.Null(Client.HolderOf(World.Shared));
    }

    [Fact]
    public void HigherPriority_TakesOver_ButOnlyWhenItHasStayed()
    {
        var (holder, standby) = (Holder, Standby);
        standby.Tell(new Claimed(new WantedClaim(World.Shared, Priority: 200)));
        _world.Run(TimeSpan.FromSeconds(4));
        Assert.Equal(holder, Holder);
        _world.Run(TimeSpan.FromSeconds(2));
        Assert.Equal(standby, Holder);
    }

    [Fact]
    public void PreferredHolder_ThatDiesEveryThreeSeconds_MovesNobodyMoreThanOnce()
    {
        var flapping = _world.Hosts[0];
        flapping.Claims = [new(World.Shared, Priority: 200)];
        var moves = 0;
        var holder = Client.HolderOf(World.Shared);
        for (var round = 0; round < 20; round++)
        {
            flapping.Kill();
            _world.Run(TimeSpan.FromSeconds(1));
            flapping.Start();
            _world.Run(TimeSpan.FromSeconds(2));
            if (Client.HolderOf(World.Shared) != holder)
            {
                (holder, moves) = (Client.HolderOf(World.Shared), moves + 1);
            }
        }

        Assert.Equal(1, moves);
    }

    [Fact]
    public void MoreSpecific_Wins_AndFallsBackToTheWider()
    {
        var wide = IPNetwork.Parse("10.0.0.0/31");
        var (holder, standby) = (Holder, Standby);
        standby.Claims = [new(World.Shared), new(wide)];
        standby.Tell(new Withdrawn(World.Shared));
        standby.Tell(new Claimed(new WantedClaim(wide)));
        _world.Run(TimeSpan.FromSeconds(1));
        Assert.Equal(holder.Id, Client.HolderOf(World.Shared));
        Assert.Equal(standby.Id, Client.HolderOf(wide));

        holder.Kill();
        Assert.True(_world.RunUntil(() => Client.HolderOf(World.Shared) is null, Late) <= Soon);
        Assert.Equal(standby.Id, Client.HolderOf(wide));
    }

    [Fact]
    public void OnlyHolder_WhoseProcessDies_KeepsItsAddress()
    {
        Standby.Kill();
        _world.Run(TimeSpan.FromSeconds(10));
        var holder = Holder;
        holder.Kill();
        _world.Run(TimeSpan.FromSeconds(10));
        Assert.Equal(holder.Id, Client.HolderOf(World.Shared));

        holder.Start();
        for (var i = 0; i < 200; i++)
        {
            _world.Run(TimeSpan.FromMilliseconds(20));
            Assert.Equal(holder.Id, Client.HolderOf(World.Shared));
        }
    }

    [Fact]
    public void Partition_BothSidesServe_AndAgreeWhenItHeals()
    {
        // The holder with one client, the standby with the other.
        (int, int)[] cuts = [(0, 1), (0, 3), (2, 1), (2, 3)];
        foreach (var (a, b) in cuts)
        {
            _world.Cuts.Add((a, b));
            _world.Cuts.Add((b, a));
        }

        _world.Run(TimeSpan.FromSeconds(10));
        Assert.Equal(_world.Hosts[0].Id, _world.Hosts[2].HolderOf(World.Shared));
        Assert.Equal(_world.Hosts[1].Id, _world.Hosts[3].HolderOf(World.Shared));

        _world.Cuts.Clear();
        _world.Run(TimeSpan.FromSeconds(12));
        Agreement.Require(_world);
    }

    /// <summary>For so long the client's device takes bytes of the host's at each look.</summary>
    private void Carry(SimulatedHost host, TimeSpan time)
    {
        for (var end = _world.Now + time; _world.Now < end; )
        {
            Client.Tell(new Carried([host.Key]));
            _world.Run(TimeSpan.FromMilliseconds(20));
        }
    }

    /// <returns>How long it took until the client's packets went there.</returns>
    private TimeSpan Moves(SimulatedHost to) => _world.RunUntil(() => Client.HolderOf(World.Shared) == to.Id, Late);
}
