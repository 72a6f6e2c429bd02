using System.Globalization;

namespace Holdfast.Failover.Tests.Simulation;

/// <summary>
/// Groups under faults of all kinds; <see cref="Invariants"/> says what must hold. The seed is in the failure. For a longer hunt set
/// <c>HOLDFAST_SIMULATION_SEEDS</c> to a number of seeds a kind of group.
/// </summary>
public sealed class SimulationTests
{
    private static readonly TimeSpan Faults = TimeSpan.FromSeconds(20);

    private static int Seeds =>
        int.TryParse(
            Environment.GetEnvironmentVariable("HOLDFAST_SIMULATION_SEEDS"),
            CultureInfo.InvariantCulture,
            out var seeds
        )
            ? seeds
            : 20;

    [Theory]
    [InlineData(2, false, 1, false)]
    [InlineData(2, false, 2, true)]
    [InlineData(2, true, 1, false)]
    [InlineData(2, true, 2, true)]
    [InlineData(3, false, 1, false)]
    [InlineData(3, false, 2, true)]
    [InlineData(3, true, 1, false)]
    [InlineData(3, true, 2, true)]
    [InlineData(5, false, 1, false)]
    public void Group_UnderRandomFaults_KeepsItsPromises(int nodes, bool witness, int paths, bool isolation)
    {
        PlayAll(new WorldOptions(nodes, witness, paths, isolation));
    }

    [Theory]
    [InlineData(2, false, 2)]
    [InlineData(3, true, 1)]
    public void Group_WithRealPacketsUnderAttack_KeepsItsPromises(int nodes, bool witness, int paths)
    {
        PlayAll(new WorldOptions(nodes, witness, paths) { OnTheWire = true });
    }

    /// <summary>Whoever wants it gets the fail-back that we do not do: in the end the highest priority is active, and that is stable, too.</summary>
    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Group_ThatPreempts_ComesToRest(int nodes, bool witness) =>
        PlayAll(new WorldOptions(nodes, witness) { Preempts = true });

    /// <summary>At least 1500 steps a story, so that a world that stands still is no success.</summary>
    private static void PlayAll(WorldOptions options)
    {
        long steps = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var (world, wrong) = Story.Play(options, seed, Faults);
            Assert.True(wrong is null, wrong);
            steps += world.Steps;
        }

        Assert.True(steps > 1500L * Seeds, $"{steps} steps");
        TestContext.Current.TestOutputHelper?.WriteLine($"{steps} steps");
    }
}
