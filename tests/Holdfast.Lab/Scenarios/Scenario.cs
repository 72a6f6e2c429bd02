namespace Holdfast.Lab.Scenarios;

/// <summary>A story with an end that is checked. Shown to people by <c>./run lab NAME</c>, and run by the tests.</summary>
/// <remarks>To add one: derive from this, and put it into <see cref="AllScenarios"/>; the tests take it from there.</remarks>
public abstract class Scenario
{
    /// <summary>Lower case, words joined by hyphens.</summary>
    public abstract string Name { get; }

    /// <summary>What it shows, in one line.</summary>
    public abstract string Summary { get; }

    /// <exception cref="LabException">It did not go as it should.</exception>
    public abstract Task PlayAsync(Lab lab);
}
