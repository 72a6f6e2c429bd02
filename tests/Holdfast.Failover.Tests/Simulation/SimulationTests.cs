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
            : 40;

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
        var options = new WorldOptions(nodes, witness, paths, isolation);

        for (var seed = 1; seed <= Seeds; seed++)
        {
            var wrong = Story.Play(options, seed, Faults).Wrong;
            Assert.True(wrong is null, wrong);
        }
    }
}
