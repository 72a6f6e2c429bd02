using Holdfast.Lab.Scenarios;
using Holdfast.Lab.Terminal;

if (args is ["list"])
{
    foreach (var scenario in AllScenarios.List)
    {
        Console.WriteLine($"{scenario.Name, -16} {scenario.Summary}");
    }

    return 0;
}

if (args is [var name] && AllScenarios.Find(name) is { } wanted)
{
    return await Show.PlayAsync(wanted);
}

await Console.Error.WriteLineAsync("Usage: ./run lab list, or ./run lab NAME with a name from that list.");
return 2;
