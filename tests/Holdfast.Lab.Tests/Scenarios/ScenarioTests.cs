using Holdfast.Lab.Scenarios;

namespace Holdfast.Lab.Tests.Scenarios;

/// <summary>The stories of <c>./run lab</c>, with the same eyes.</summary>
[Trait("needs", "root")]
public sealed class ScenarioTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. AllScenarios.List.Where(s => !s.IsExtra).Select(s => s.Name)];

    public static TheoryData<string> Extras => [.. AllScenarios.List.Where(s => s.IsExtra).Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Scenario_WhenPlayed_GoesAsItShould(string name) => PlayAsync(name);

    [Theory]
    [Trait("extra", "yes")]
    [MemberData(nameof(Extras))]
    public Task Extra_WhenPlayed_GoesAsItShould(string name) => PlayAsync(name);

    private async Task PlayAsync(string name)
    {
        await using var lab = await TestLab.StartAsync(output);

        await AllScenarios.Find(name)!.PlayAsync(lab);
    }
}
