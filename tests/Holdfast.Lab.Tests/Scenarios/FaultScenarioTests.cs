using Holdfast.Lab.Scenarios;

namespace Holdfast.Lab.Tests.Scenarios;

/// <summary>Those in which parts break; a run of their own, so that none lasts longer than <c>./test</c> allows.</summary>
[Trait("needs", "root")]
public sealed class FaultScenarioTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. AllScenarios.OfFaults.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Scenario_WhenPlayed_GoesAsItShould(string name)
    {
        await using var lab = await TestLab.StartAsync(output);

        await AllScenarios.Find(name)!.PlayAsync(lab);
    }
}
