using Holdfast.Lab.Scenarios;

namespace Holdfast.Lab.Tests.Scenarios;

/// <summary>The stories of <c>./run lab</c>, with the same eyes.</summary>
[Trait("needs", "root")]
public sealed class ScenarioTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. AllScenarios.OfServers.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Scenario_WhenPlayed_GoesAsItShould(string name)
    {
        await using var lab = await TestLab.StartAsync(output);

        await AllScenarios.Find(name)!.PlayAsync(lab);
    }
}
