using Holdfast.Lab.Stories;

namespace Holdfast.Lab.Terminal;

/// <summary>Prints a story while it happens, one line an event, in colour when it goes to a terminal.</summary>
internal static class StoryPrinter
{
    private static readonly bool Coloured =
        !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null;

    public static void Print(StoryEvent happened) => Console.WriteLine(Paint(happened.Kind, happened.ToString()));

    public static string Paint(StoryEventKind kind, string text) =>
        Coloured && Colour(kind) is { } colour ? $"\e[{colour}m{text}\e[0m" : text;

    private static string? Colour(StoryEventKind kind) =>
        kind switch
        {
            StoryEventKind.Chapter => "1",
            StoryEventKind.Fault => "33",
            StoryEventKind.Good => "32",
            StoryEventKind.Bad => "31",
            _ => null,
        };
}
