using Holdfast.Failover.Members;
using Holdfast.Failover.Roles.Events;

namespace Holdfast.Failover.Tests.Simulation;

/// <summary>Stories that a person would tell, on the simulated network.</summary>
public sealed class ScenarioTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Partition_Healed_TheNewerReignStaysWhateverThePriority(int firstActive)
    {
        var world = Running(new WorldOptions(2), firstActive);
        SetCuts(world, 1);
        Run(world, 60);
        Assert.All(world.Nodes, node => Assert.True(node.IsActive));

        world.Invariants.Faulty();
        SetCuts(world, -1);
        Run(world, 0.15);

        Assert.False(world.Nodes[firstActive].IsActive);
        Assert.True(world.Nodes[1 - firstActive].IsActive);
        var takeovers = world.Invariants.Takeovers;
        Run(world, 60);
        Assert.Equal(takeovers, world.Invariants.Takeovers);
    }

    [Fact]
    public void Crash_OfTheActive_IsNoticedWithinTheDownInterval()
    {
        var world = Running(new WorldOptions(2), 0);
        world.Nodes[0].Crash();
        var died = world.Now;

        Run(world, 1);

        Assert.True(world.Nodes[1].IsActive);
        Assert.InRange((world.Invariants.LastTakeover - died).TotalMilliseconds, 200, 350);
    }

    [Fact]
    public void Return_OfTheOldActive_MovesNothingBack()
    {
        var world = Running(new WorldOptions(2), 0);
        world.Nodes[0].Crash();
        Run(world, 5);
        world.Nodes[0].Start();

        Run(world, 60);

        Assert.Equal(Role.Standby, world.Nodes[0].State!.Role);
        Assert.Equal(2, world.Invariants.Takeovers);
    }

    [Fact]
    public void Freeze_OfTheActive_TakesItsAddressAwayWithTheLease()
    {
        var world = Running(new WorldOptions(2), 0);
        world.Nodes[0].Freeze();

        Run(world, 1.001);

        Assert.True(world.Nodes[0].AddressUntil <= world.Now);
        Assert.True(world.Nodes[1].IsActive);
        world.Nodes[0].Thaw();
        Assert.Equal(Role.Standby, world.Nodes[0].State!.Role);
    }

    [Fact]
    public void SwitchOver_LeavesNoMomentWithoutAddresses()
    {
        var world = Running(new WorldOptions(2), 0);
        for (var round = 0; round < 20; round++)
        {
            world.Nodes[round % 2].Tell(new SwitchOverAsked(MemberId.Nobody));
            for (var i = 0; i < 100; i++)
            {
                Run(world, 0.001);
                Assert.Contains(world.Nodes, node => node.AddressUntil > world.Now);
            }

            Run(world, 1);
            Assert.True(world.Nodes[(round + 1) % 2].IsActive);
            Assert.False(world.Nodes[round % 2].IsActive);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Triangle_TwoThatCannotHearEachOther_AgreeThroughTheThird(bool preempts)
    {
        var world = Running(new WorldOptions(3) { Preempts = preempts }, 0);
        world.Invariants.FaultsUnderWay++;
        foreach (var (from, to, path) in world.Ways().Where(way => way is { From: not 2, To: not 2 }))
        {
            world.Link(from, to, path).Cuts++;
        }

        Run(world, 30);

        Assert.Equal([true, false, false], world.Nodes.Select(node => node.IsActive));
        Assert.Equal(1, world.Invariants.Takeovers);
    }

    [Fact]
    public void Partition_WithAWitness_HasOneWinner()
    {
        var world = Running(new WorldOptions(2, Witness: true), 0);
        world.Nodes[0].WitnessCut = true;
        SetCuts(world, 1);

        Run(world, 10);

        Assert.Equal([false, true], world.Nodes.Select(node => node.IsActive));
    }

    [Fact]
    public void Witness_Dead_ChangesNothingWhileTheMembersHearEachOther()
    {
        var world = Running(new WorldOptions(2, Witness: true), 0);
        foreach (var node in world.Nodes)
        {
            node.WitnessCut = true;
        }

        Run(world, 60);

        Assert.Equal([true, false], world.Nodes.Select(node => node.IsActive));
    }

    [Fact]
    public void SameSeed_PlaysTheSameStory()
    {
        var options = new WorldOptions(3, Witness: true, Paths: 2, TestsIsolation: true);

        var (first, second) = (Story.Play(options, 7, 5 * Second).World, Story.Play(options, 7, 5 * Second).World);

        Assert.Equal(first.LastEvents, second.LastEvents);
        Assert.Equal(first.Steps, second.Steps);
        Assert.NotEqual(first.LastEvents, Story.Play(options, 8, 5 * Second).World.LastEvents);
    }

    private static World Running(WorldOptions options, int active)
    {
        var world = new World(options, seed: 1);
        world.Nodes[active].Start();
        Run(world, 2);
        foreach (var node in world.Nodes)
        {
            node.Start();
        }

        Run(world, 2);
        Assert.True(world.Nodes[active].IsActive);
        return world;
    }

    private static void SetCuts(World world, int change)
    {
        world.Invariants.FaultsUnderWay += change;
        foreach (var (from, to, path) in world.Ways())
        {
            world.Link(from, to, path).Cuts += change;
        }
    }

    private static void Run(World world, double seconds) => world.RunUntil(world.Now + TimeSpan.FromSeconds(seconds));
}
