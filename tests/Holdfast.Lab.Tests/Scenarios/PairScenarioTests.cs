using Holdfast.Lab.Scenarios;

namespace Holdfast.Lab.Tests.Scenarios;

/// <summary>Those of machines that share something; a run of their own, so that none lasts longer than <c>./test</c> allows.</summary>
[Trait("needs", "root")]
public sealed class PairScenarioTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. AllScenarios.OfPairs.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Scenario_WhenPlayed_GoesAsItShould(string name)
    {
        await using var lab = await TestLab.StartAsync(output);

        await AllScenarios.Find(name)!.PlayAsync(lab);
    }
}
