using Holdfast.Mesh.Core;
using Holdfast.Mesh.Core.Events;
using Holdfast.Mesh.Members;

namespace Holdfast.Mesh.Tests.Simulation;

/// <summary>A client leaves a server that gives up only when the next one has answered through the tunnel, however long that takes.</summary>
public sealed class OpeningTests
{
    private const int Seeds = 20;
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(20);

    [Fact]
    public void Drain_AsSoonAsAllAreThere_LosesNothing() =>
        Assert.Null(
            Enumerable
                .Range(1, Seeds)
                .Select(seed => DrainAtOnce(new MeshRules(), seed))
                .FirstOrDefault(lost => lost is not null)
        );

    /// <summary>Handshakes are lost and cross, as the client's packets begin them too.</summary>
    [Fact]
    public void Drain_WithoutAwaitingTheNext_IsNoticed() =>
        Assert.Contains(
            Enumerable.Range(1, Seeds),
            seed => DrainAtOnce(new MeshRules { AwaitsOpening = false }, seed) is not null
        );

    [Fact]
    public void HolderWhoseTunnelIsNew_IsReachedWithinASecond()
    {
        var world = Settled(new MeshRules());
        var holder = world.Hosts[0];
        world.Tunnels.Die(holder);
        holder.Tell(new TunnelMade());

        Assert.True(Carries(world, holder, Late) < TimeSpan.FromMilliseconds(100));
    }

    /// <summary>WireGuard alone waits 5 s after a handshake that was lost, or that another one crossed.</summary>
    [Fact]
    public void WayToAStandby_OpensSoonerThanWireGuardWould()
    {
        var times = Enumerable.Range(1, Seeds).Select(seed => Opens(new MeshRules(), seed)).ToList();
        Assert.True(times.Max() < TimeSpan.FromSeconds(2.5), string.Join(' ', times));

        Assert.Contains(
            Enumerable.Range(1, Seeds),
            seed => Opens(new MeshRules { Reopens = false }, seed) > TimeSpan.FromSeconds(4)
        );
    }

    /// <summary>A standby whose way never began is none: the address comes back to who stays.</summary>
    [Fact]
    public void Drain_WithAStandbyThatIsSilentInTheTunnel_MovesOnlyTheOthers()
    {
        var world = new World(new WorldOptions(4), seed: 3);
        world.TunnelCuts.Add((3, 1));
        world.StartAll();
        world.Run(TimeSpan.FromSeconds(8));
        world.Hosts[0].Tell(new DrainAsked(null, Drain: true));
        world.Run(TimeSpan.FromSeconds(10));

        Assert.Equal(world.Hosts[1].Id, world.Hosts[2].HolderOf(World.Shared));
        Assert.Equal(world.Hosts[0].Id, world.Hosts[3].HolderOf(World.Shared));

        world.TunnelCuts.Clear();
        world.RunUntil(() => world.Hosts[3].HolderOf(World.Shared) == world.Hosts[1].Id, Late);
    }

    private static World Settled(MeshRules rules)
    {
        var world = new World(new WorldOptions(3) { Rules = rules }, seed: 3);
        world.StartAll();
        world.Run(TimeSpan.FromSeconds(8));
        Assert.True(world.Tunnels.Carry(world.Hosts[2], world.Hosts[0]));
        return world;
    }

    private static TimeSpan Carries(World world, SimulatedHost holder, TimeSpan longest) =>
        world.RunUntil(() => world.Tunnels.Carry(world.Hosts[2], holder), longest);

    /// <returns>How long it took from the first word about the standby.</returns>
    private static TimeSpan Opens(MeshRules rules, int seed)
    {
        var world = Begun(rules, seed);
        return world.RunUntil(() => world.Tunnels.Carry(world.Hosts[2], world.Hosts[1]), Late);
    }

    /// <summary>All are there, and have hardly said a word; some of which is lost.</summary>
    private static World Begun(MeshRules rules, int seed)
    {
        var options = new WorldOptions(3)
        {
            Rules = rules,
            Loss = 0.1,
            LongestDelay = TimeSpan.FromMilliseconds(20),
        };
        var world = new World(options, seed);
        var client = world.Hosts[2];
        world.StartAll();
        Ping(world, client);
        world.RunUntil(() => Knows(client, world.Hosts[0]) && Knows(client, world.Hosts[1]), Late);
        return world;
    }

    /// <returns>What was lost; null: nothing.</returns>
    private static string? DrainAtOnce(MeshRules rules, int seed)
    {
        var world = Begun(rules, seed);
        var (holder, standby, client) = (world.Hosts[0], world.Hosts[1], world.Hosts[2]);
        world.RunUntil(() => Sends(world, client, holder), Late);
        holder.Tell(new DrainAsked(null, Drain: true));
        var end = world.Now + Late;
        while (client.HolderOf(World.Shared) != standby.Id)
        {
            if (world.Now > end)
            {
                return $"seed {seed}: it never moves";
            }

            world.Run(TimeSpan.FromMilliseconds(5));
        }

        return Sends(world, client, standby)
            ? null
            : $"seed {seed}: it moves to one that it does not reach\n{string.Join('\n', world.LastEvents)}";
    }

    private static bool Knows(SimulatedHost client, SimulatedHost server) =>
        client.Machine?.Members.Any(m =>
            m.Record.Host == server.Id && m.Status == HostStatus.Alive && !m.Record.Claims.IsEmpty
        ) == true;

    private static bool Sends(World world, SimulatedHost client, SimulatedHost server) =>
        client.HolderOf(World.Shared) == server.Id && world.Tunnels.Carry(client, server);

    /// <summary>Packets of somebody at the client to whoever carries the address, all the time.</summary>
    private static void Ping(World world, SimulatedHost client)
    {
        if (client.HolderOf(World.Shared) is { } holder)
        {
            world.Tunnels.Send(client, world.Find(holder), () => { });
        }

        world.At(world.Now + TimeSpan.FromMilliseconds(5), () => Ping(world, client));
    }
}
