using System.Diagnostics;

namespace Holdfast.Lab.Stories;

/// <summary>
/// What happened in a lab, event by event, with the time since the start. Printed live for a person, kept for a failing test.
/// Safe for several threads.
/// </summary>
public sealed class Story(string title, Action<StoryEvent>? listener = null)
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Lock gate = new();
    private readonly List<StoryEvent> events = [];

    public string Title => title;

    public TimeSpan Elapsed => clock.Elapsed;

    public IReadOnlyList<StoryEvent> Events
    {
        get
        {
            lock (gate)
            {
                return events.ToArray();
            }
        }
    }

    public void Chapter(string what) => Add(StoryEventKind.Chapter, "", what);

    public void Tell(string who, string what) => Add(StoryEventKind.Fact, who, what);

    public void Fault(string who, string what) => Add(StoryEventKind.Fault, who, what);

    public void Good(string who, string what) => Add(StoryEventKind.Good, who, what);

    public void Bad(string who, string what) => Add(StoryEventKind.Bad, who, what);

    /// <summary>Tells that an expectation was met, or fails the scenario.</summary>
    /// <exception cref="LabException">It was not.</exception>
    public void Expect(bool condition, string who, string what, string? otherwise = null)
    {
        if (!condition)
        {
            Bad(who, otherwise is null ? what : $"{what}: {otherwise}");
            throw new LabException($"{who}: expected that {what}{(otherwise is null ? "" : $", but {otherwise}")}.");
        }

        Good(who, what);
    }

    public override string ToString() => $"{title}\n{string.Join('\n', Events)}";

    private void Add(StoryEventKind kind, string who, string what)
    {
        var happened = new StoryEvent(clock.Elapsed, kind, who, what);
        lock (gate)
        {
            events.Add(happened);
            listener?.Invoke(happened);
        }
    }
}
