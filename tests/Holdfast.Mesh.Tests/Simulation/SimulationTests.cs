using System.Globalization;
using Holdfast.Mesh.Core;
using Holdfast.Mesh.Paths;

namespace Holdfast.Mesh.Tests.Simulation;

/// <summary>
/// Meshes under faults of all kinds; <see cref="Agreement"/> says what must hold in the end, and <see cref="SimulatedHost"/> what must
/// hold always. The seed is in the failure. For a longer hunt set <c>HOLDFAST_SIMULATION_SEEDS</c>.
/// </summary>
public sealed class SimulationTests
{
    /// <summary>Else a way that broke ten times in a minute is avoided for five minutes, and the test lasts as long.</summary>
    internal static readonly MeshRules Rules = new()
    {
        Paths = new PathRules { LongestHoldDown = TimeSpan.FromSeconds(10) },
    };

    private static int Seeds =>
        int.TryParse(
            Environment.GetEnvironmentVariable("HOLDFAST_SIMULATION_SEEDS"),
            CultureInfo.InvariantCulture,
            out var seeds
        )
            ? seeds
            : 6;

    [Theory]
    [InlineData(3, 2, 0)]
    [InlineData(3, 3, 0.05)]
    [InlineData(5, 2, 0)]
    [InlineData(7, 3, 0.02)]
    public void Mesh_UnderRandomFaults_AgreesInTheEnd(int hosts, int servers, double loss)
    {
        long steps = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var options = new WorldOptions(hosts, servers) { Rules = Rules, Loss = loss };
            var (world, wrong) = Story.Play(options, seed, TimeSpan.FromSeconds(30));
            Assert.True(wrong is null, wrong);
            steps += world.Steps;
        }

        Assert.True(steps > 10_000L * Seeds, $"{steps} steps");
    }

    [Theory]
    [InlineData(10, 2)]
    [InlineData(50, 5)]
    public void LargerMesh_WhoseHolderDies_AgreesWithinTwoSeconds(int hosts, int servers)
    {
        var world = new World(new WorldOptions(hosts, servers) { OnTheWire = hosts <= 10 }, seed: hosts);
        world.StartAll();
        world.Run(TimeSpan.FromSeconds(8));
        Agreement.Require(world);
        var holder = world.Hosts.Single(host => host.Id == world.Hosts[^1].HolderOf(World.Shared));

        holder.Kill();
        var moved = world.RunUntil(
            () => world.Hosts.Skip(servers).All(h => h.HolderOf(World.Shared) != holder.Id),
            TimeSpan.FromSeconds(5)
        );
        var agreed = moved + world.RunUntil(() => AllServersAgree(world, servers), TimeSpan.FromSeconds(5));

        Assert.True(moved < TimeSpan.FromMilliseconds(450), $"{moved}");
        Assert.True(agreed < TimeSpan.FromSeconds(2), $"{agreed}");
    }

    [Fact]
    public void QuietMesh_WithLoss_BuriesNobody()
    {
        var world = new World(new WorldOptions(10) { Loss = 0.1 }, seed: 3);
        world.StartAll();
        world.Run(TimeSpan.FromSeconds(60));

        Assert.DoesNotContain(world.LastEvents, what => what.EndsWith("is Dead", StringComparison.Ordinal));
        Agreement.Require(world);
    }

    private static bool AllServersAgree(World world, int servers) =>
        world
            .Hosts.Where(host => host.Runs && host.Index < servers)
            .All(h => h.HolderOf(World.Shared) == world.Hosts[^1].HolderOf(World.Shared));
}
