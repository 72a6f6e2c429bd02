using Holdfast.Lab.Scenarios;
using Holdfast.Lab.Stories;

namespace Holdfast.Lab.Terminal;

/// <summary>Plays one scenario for a person.</summary>
internal static class Show
{
    /// <returns>0: it went as it should; 1: it did not; 130: interrupted.</returns>
    public static async Task<int> PlayAsync(Scenario scenario)
    {
        Console.WriteLine($"{scenario.Name}: {scenario.Summary}\n");
        var story = new Story(scenario.Name, StoryPrinter.Print);
        var interrupted = new TaskCompletionSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            interrupted.TrySetResult();
        };
        try
        {
            return await PlayAsync(scenario, story, interrupted.Task) ? Succeeded(story) : 130;
        }
        catch (LabException exception)
        {
            Console.WriteLine(StoryPrinter.Paint(StoryEventKind.Bad, $"\n{exception.Message}"));
            return 1;
        }
    }

    private static async Task<bool> PlayAsync(Scenario scenario, Story story, Task interrupted)
    {
        await using var lab = await Lab.StartAsync(story);
        var play = scenario.PlayAsync(lab);
        if (await Task.WhenAny(play, interrupted) == interrupted)
        {
            return false;
        }

        await play;
        return true;
    }

    private static int Succeeded(Story story)
    {
        var good = story.Events.Count(e => e.Kind == StoryEventKind.Good);
        Console.WriteLine($"\n{good} expectations met in {story.Elapsed.TotalSeconds:0.0} s. Nothing is left behind.");
        return 0;
    }
}
